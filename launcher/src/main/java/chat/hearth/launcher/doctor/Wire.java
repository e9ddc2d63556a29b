package chat.hearth.launcher.doctor;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;

/// Asks over sockets of its own, so that every byte is the doctor's and nothing is repaired on the way.
final class Wire {
    private static final int PATIENCE_MS = 8000;
    private static final int MOST_HEAD = 64 * 1024;
    private static final int MOST_BODY = 64 * 1024;
    /// A ClientHello of TLS 1.1, with the curve P-256, so that nothing but the version is refused.
    private static final String OLD_HELLO =
            "160301003f0100003b0302" + "00".repeat(32) + "000004c013c0090100000e000a000400020017000b00020100";
    private static final int HANDSHAKE = 0x16;

    private final Trust trust;

    Wire(Trust trust) {
        this.trust = trust;
    }

    /// One request, one answer, one connection.
    ///
    /// @param fields besides Host and Connection
    Answer ask(String method, URI uri, List<String> fields, byte[] body) throws Unreachable {
        var path = (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + uri.getRawAuthority() + "\r\n");
        fields.forEach(field -> head.append(field).append("\r\n"));
        if (fields.stream().noneMatch(field -> field.startsWith("Connection:"))) {
            head.append("Connection: close\r\n");
        }
        if (!method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        try (Socket socket = connect(uri)) {
            try {
                socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
                socket.getOutputStream().flush();
            } catch (IOException _) {
                // Who refuses a body may close before it has read it all; the answer may be there all the same.
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new Unreachable(
                    Fault.PORT_CLOSED, uri.getRawAuthority() + " ended without an answer: " + e.getMessage());
        }
    }

    Answer get(URI uri) throws Unreachable {
        return ask("GET", uri, List.of(), new byte[0]);
    }

    /// Whether the port begins a handshake of TLS 1.1.
    boolean takesOldTls(URI uri) throws Unreachable {
        try (Socket socket = bare(uri)) {
            socket.getOutputStream().write(HexFormat.of().parseHex(OLD_HELLO));
            return socket.getInputStream().read() == HANDSHAKE;
        } catch (IOException _) {
            return false;
        }
    }

    static boolean isSecure(URI uri) {
        return uri.getScheme().matches("https|wss");
    }

    private Socket connect(URI uri) throws Unreachable, IOException {
        var socket = bare(uri);
        try {
            return isSecure(uri) ? trust.secured(socket, host(uri), portOf(uri)) : socket;
        } catch (SSLException e) {
            socket.close();
            throw new Unreachable(Fault.NO_TLS, uri.getRawAuthority() + ": " + e.getMessage());
        } catch (Unreachable | IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket bare(URI uri) throws Unreachable {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host(uri)), portOf(uri)), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            return socket;
        } catch (UnknownHostException e) {
            throw new Unreachable(Fault.NAME_UNKNOWN, host(uri));
        } catch (IOException e) {
            throw new Unreachable(Fault.PORT_CLOSED, uri.getRawAuthority() + ": " + e.getMessage());
        }
    }

    static String host(URI uri) {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    private static int portOf(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
    }

    private static Answer read(InputStream in) throws IOException {
        var status = line(in, MOST_HEAD);
        if (!status.matches("HTTP/1\\.[01] [0-9]{3}.*")) {
            throw new EOFException("no HTTP answer");
        }
        var fields = new ArrayList<String>();
        int left = MOST_HEAD;
        for (var line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            fields.add(line);
            left -= line.length();
        }
        int code = Integer.parseInt(status.substring(9, 12));
        var head = new Answer(code, fields, "");
        var body = code == 101 ? "" : new String(in.readNBytes(lengthOf(head)), StandardCharsets.UTF_8);
        return new Answer(code, fields, body);
    }

    /// A refused opening may leave the connection open, so that its end tells nothing.
    private static int lengthOf(Answer head) {
        var told = head.first("content-length");
        return told.matches("[0-9]{1,9}") ? Math.min(Integer.parseInt(told), MOST_BODY) : MOST_BODY;
    }

    private static String line(InputStream in, int most) throws IOException {
        var text = new StringBuilder();
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0 || text.length() >= most) {
                throw new EOFException("the answer ends within its head");
            }
            text.append((char) letter);
        }
        return text.toString().stripTrailing();
    }
}
