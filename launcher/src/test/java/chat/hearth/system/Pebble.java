package chat.hearth.system;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// Debian's pebble, a real authority that speaks ACME, with its own names resolved to this machine, behind a
/// road that can be cut.
final class Pebble implements AutoCloseable {
    private static final int PATIENCE_S = 30;
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final List<Process> processes = new ArrayList<>();
    private final int port = FreePorts.next();
    private final int management = FreePorts.next();
    private final int road = FreePorts.next();
    private final Queue<Closeable> open = new ConcurrentLinkedQueue<>();

    /// Starts it, out of reach yet.
    ///
    /// @param http where it looks for the answers to HTTP-01
    /// @param certificates has `localhost`, which it shows
    static Pebble start(Path folder, LocalCertificates certificates, int http, Duration life) throws Exception {
        var pebble = new Pebble();
        int dns = FreePorts.next();
        var config = Files.writeString(folder.resolve("pebble.json"), """
                {"pebble": {
                  "listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
                  "certificate": "%s", "privateKey": "%s",
                  "httpPort": %d, "tlsPort": %d, "certificateValidityPeriod": %d}}
                """.formatted(
                        pebble.port,
                        pebble.management,
                        certificates.file("localhost.pem"),
                        certificates.file("localhost.key"),
                        http,
                        FreePorts.next(),
                        life.toSeconds()));
        pebble.run(
                folder.resolve("dns.log"),
                List.of(
                        "pebble-challtestsrv",
                        "-dns01",
                        "127.0.0.1:" + dns,
                        "-defaultIPv6",
                        "",
                        "-http01",
                        "",
                        "-https01",
                        "",
                        "-tlsalpn01",
                        "",
                        "-management",
                        "127.0.0.1:" + FreePorts.next()));
        pebble.run(
                folder.resolve("pebble.log"),
                List.of("pebble", "-strict", "-config", config.toString(), "-dnsserver", "127.0.0.1:" + dns));
        pebble.awaitPort(pebble.management);
        return pebble;
    }

    private void run(Path log, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("PEBBLE_VA_NOSLEEP", "1"));
        processes.add(builder.start());
    }

    /// What Hearth is told, over the road.
    URI directory() {
        return URI.create("https://localhost:" + road + "/dir");
    }

    /// The root under which it issues, in PEM; another one in each process.
    String root(LocalCertificates certificates) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().sslContext(certificates.trust()).build()) {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + management + "/roots/0"))
                    .timeout(Duration.ofSeconds(PATIENCE_S))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /// Makes it reachable.
    void reach() throws IOException {
        var door = new ServerSocket(road, 50, HERE);
        open.add(door);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    carry(door.accept());
                }
            } catch (IOException _) {
                // The road was cut.
            }
        });
    }

    private void carry(Socket client) throws IOException {
        var server = new Socket(HERE, port);
        open.addAll(List.of(client, server));
        Thread.ofVirtual().start(() -> carry(client, server));
        Thread.ofVirtual().start(() -> carry(server, client));
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to;
                InputStream bytes = from.getInputStream()) {
            bytes.transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One of the two has gone, and takes the other along.
        }
    }

    /// Takes it out of reach, in the middle of whatever is said.
    void cut() throws IOException {
        for (var next = open.poll(); next != null; next = open.poll()) {
            next.close();
        }
    }

    private void awaitPort(int awaited) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (System.nanoTime() < deadline) {
            try (var socket = new Socket(HERE, awaited)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException _) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new AssertionError("pebble does not listen on " + awaited);
    }

    @Override
    public void close() throws IOException {
        cut();
        processes.forEach(Process::destroyForcibly);
    }
}
