package chat.hearth.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/// Requests written byte by byte, as no library would send them.
record RawHttp(SocketFactory sockets, int port) {
    private static final int PATIENCE_MS = 20_000;
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    /// To the port of an address, over TLS with this trust if it is secure.
    static RawHttp to(URI address, LocalCertificates certificates) {
        boolean isSecure = address.getScheme().matches("https|wss");
        var sockets = isSecure ? certificates.trust().getSocketFactory() : SocketFactory.getDefault();
        return new RawHttp(sockets, address.getPort());
    }

    /// The status line and the head of the answer, in lower case.
    List<String> head(String... lines) {
        try (Socket socket = sockets.createSocket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            var request = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var head = new ArrayList<String>();
            for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                head.add(line.toLowerCase(Locale.ROOT));
            }
            return head;
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    /// The status of a WebSocket opening with these fields besides the usual ones.
    int upgrade(String path, String... fields) {
        var lines = new ArrayList<String>();
        lines.add("GET " + path + " HTTP/1.1");
        lines.addAll(List.of(
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY,
                "Sec-WebSocket-Protocol: hearth.v1.json"));
        lines.addAll(List.of(fields));
        return status(head(lines.toArray(String[]::new)));
    }

    static int status(List<String> head) {
        var line = head.isEmpty() ? "" : head.getFirst();
        return line.matches("http/1.1 [0-9]{3}.*") ? Integer.parseInt(line.substring(9, 12)) : 0;
    }

    /// The values of a field.
    static List<String> values(List<String> head, String field) {
        return head.stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .collect(Collectors.toList());
    }
}
