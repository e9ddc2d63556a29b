package chat.hearth.system;

import chat.hearth.launcher.serverapi.RunningProduct;
import chat.hearth.suite.Checkout;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// `hearth run` in a process of its own, as the launcher script starts it.
final class HearthServer implements AutoCloseable {
    private static final int PATIENCE_S = 60;

    private final Process process;
    private final Path data;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();

    private HearthServer(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /// Starts on free ports and waits until it serves.
    static HearthServer start(Path data, String... options) {
        return launch(Surroundings.NONE, data, 0, options).awaitReady();
    }

    /// Starts again on the port it had, so that clients find it.
    static HearthServer startOn(int port, Path data, String... options) {
        return launch(Surroundings.NONE, data, port, options).awaitReady();
    }

    /// Starts what refuses to, and answers what it said.
    static String startRefused(Path data, String... options) {
        var server = launch(Surroundings.NONE, data, 0, options);
        try (server) {
            int code = server.awaitExit();
            server.awaitSilence();
            if (code != 1) {
                throw new AssertionError("the start ended with " + code + ": " + server.output());
            }
            return server.output();
        }
    }

    /// Starts under another program, a tracer for example.
    static HearthServer startUnder(List<String> wrapper, Path data) {
        return launch(new Surroundings(wrapper, Map.of()), data, 0).awaitReady();
    }

    /// Starts inside a network of the test's own, at a port there.
    static HearthServer startInside(List<String> entrance, int port, Path data, String... options) {
        return launch(new Surroundings(entrance, Map.of()), data, port, options).awaitReady();
    }

    /// Starts with these variables in its environment.
    static HearthServer startWith(Map<String, String> environment, int port, Path data) {
        return launch(new Surroundings(List.of(), environment), data, port).awaitReady();
    }

    private record Surroundings(List<String> wrapper, Map<String, String> environment) {
        static final Surroundings NONE = new Surroundings(List.of(), Map.of());
    }

    private static HearthServer launch(Surroundings surroundings, Path data, int port, String... options) {
        var command = new ArrayList<>(surroundings.wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-cp",
                classpath(),
                "chat.hearth.launcher.Main",
                "run",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--server-api-port",
                "0"));
        command.addAll(List.of(options));
        try {
            var builder = new ProcessBuilder(command)
                    .directory(data.resolveSibling("").toFile());
            builder.environment().putAll(surroundings.environment);
            builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
            var server = new HearthServer(builder.start(), data);
            Thread.ofVirtual().start(server::readOutput);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The page's address, which is also where clients ask for a route.
    URI page() {
        return ready.getNow(URI.create("http://not.ready"));
    }

    Path data() {
        return data;
    }

    long pid() {
        return process.pid();
    }

    /// Everything it printed so far.
    String output() {
        return String.join("\n", output);
    }

    /// Waits until it has printed a line with this text.
    void awaitOutput(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (output.stream().noneMatch(line -> line.contains(text))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it never said \"" + text + "\":\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// Waits until it can print nothing more.
    private void awaitSilence() {
        ready.exceptionally(_ -> URI.create("http://not.ready")).join();
    }

    /// Ends it the way a power cut does, as far as a process can.
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /// Asks it to end and answers its exit code. A tracer around it hands the code on.
    int terminate() {
        ProcessHandle.of(RunningProduct.in(data).pid()).ifPresent(ProcessHandle::destroy);
        return awaitExit();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not end; it said:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private HearthServer awaitReady() {
        try {
            ready.get(PATIENCE_S, TimeUnit.SECONDS);
            return this;
        } catch (Exception e) {
            close();
            throw new AssertionError("the server did not get ready; it said:\n" + output(), e);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith("ready ")) {
                    ready.complete(URI.create(line.substring("ready ".length())));
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        }
        ready.completeExceptionally(new IllegalStateException("the process ended"));
    }

    /// The packed product; the classes of this build only where it was not packed.
    private static String classpath() {
        var target = Checkout.root().resolve("launcher/target");
        var jar = target.resolve("hearth-launcher.jar");
        return Files.exists(jar) ? jar + ":" + target.resolve("lib") + "/*" : System.getProperty("java.class.path");
    }
}
