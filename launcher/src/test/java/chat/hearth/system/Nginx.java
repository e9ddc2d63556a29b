package chat.hearth.system;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The system's nginx with a configuration of the test's own, in a process of the test's own.
final class Nginx implements AutoCloseable {
    private static final int PATIENCE_S = 30;

    private final Process process;

    private Nginx(Process process) {
        this.process = process;
    }

    /// Starts it with these files in its `http` context, and waits until it listens.
    static Nginx start(Path folder, Path included, int port) throws IOException, InterruptedException {
        var nginx = new Nginx(run(folder, included, List.of("-g", "daemon off;")));
        nginx.awaitPort(port);
        return nginx;
    }

    /// Starts it inside a network of the test's own, and waits until it listens there.
    static Nginx startInside(List<String> entrance, Path folder, Path included) throws IOException {
        var nginx = new Nginx(run(entrance, folder, included, List.of("-g", "daemon off;")));
        // It writes its number down once its sockets are open.
        Await.until("nginx listens", () -> Files.exists(folder.resolve("nginx.pid")));
        return nginx;
    }

    /// What `nginx -t` says of the files; its last line tells whether they are good.
    static String check(Path folder, Path included) throws IOException, InterruptedException {
        var process = run(folder, included, List.of("-t"));
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("nginx -t did not end");
        }
        return process.exitValue() + "\n" + Files.readString(folder.resolve("nginx.log"));
    }

    private static Process run(Path folder, Path included, List<String> options) throws IOException {
        return run(List.of(), folder, included, options);
    }

    private static Process run(List<String> entrance, Path folder, Path included, List<String> options)
            throws IOException {
        var configuration = Files.writeString(folder.resolve("nginx.conf"), """
                pid %1$s/nginx.pid;
                error_log stderr;
                worker_processes 1;
                events { worker_connections 512; }
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    include %2$s;
                }
                """.formatted(folder, included));
        var command = new ArrayList<>(entrance);
        command.addAll(List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", configuration.toString()));
        command.addAll(options);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .redirectInput(new File("/dev/null"))
                .start();
    }

    private void awaitPort(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (ConnectException _) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new AssertionError("nginx does not listen on " + port);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
