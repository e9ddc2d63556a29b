package chat.hearth.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Stands where Hearth was, in a process of its own, and says what a proxy forwards, a line each: path, Host,
/// X-Real-IP, X-Forwarded-For, X-Forwarded-Proto.
final class HeadRecorder {
    private static final List<String> FIELDS = List.of("Host", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Proto");

    private HeadRecorder() {}

    /// Listens on the given ports.
    public static void main(String... ports) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (var port : ports) {
            var server = HttpServer.create(new InetSocketAddress(Integer.parseInt(port)), 0);
            server.createContext("/", exchange -> {
                var line = new StringBuilder(exchange.getRequestURI().getPath());
                for (var field : FIELDS) {
                    var value = exchange.getRequestHeaders().getFirst(field);
                    line.append(" | ").append(value == null ? "-" : value);
                }
                out.println(line);
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
        }
        out.println("recording");
        new CountDownLatch(1).await();
    }
}
