package chat.hearth.launcher.bench;

import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.serverapi.RunningProduct;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A product of its own for one measurement: a process beside this one, on free ports, with a data folder
/// that is deleted in the end. It runs as it would for people, but without a limit to how fast somebody may
/// send.
public final class BenchServer implements AutoCloseable {
    private static final int PATIENCE_S = 60;
    private static final int POLL_MS = 50;

    private final Process process;
    private final Path folder;

    private BenchServer(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /// Starts it and returns when it serves.
    ///
    /// @throws StartRefused if it does not get ready
    public static BenchServer start() {
        try {
            var folder = Files.createTempDirectory("hearth-bench-");
            var command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseCompactObjectHeaders",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "chat.hearth.launcher.Main",
                    "run",
                    "--data",
                    folder.resolve("data").toString(),
                    "--port",
                    "0",
                    "--server-api-port",
                    "0");
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().put("HEARTH_LIMITS_SENDS_PER_5S", "0");
            builder.redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile());
            var server = new BenchServer(builder.start(), folder);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a server to measure", e);
        }
    }

    /// What it says of itself.
    public RunningProduct running() {
        return RunningProduct.in(data());
    }

    /// Its data folder.
    public Path data() {
        return folder.resolve("data");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Its `run.json` is written last, so it is the sign.
    private void awaitReady() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        try {
            while (!Files.exists(data().resolve("run.json"))) {
                if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    process.destroyForcibly();
                    throw new StartRefused("the server to measure did not start; it said:\n"
                            + Files.readString(folder.resolve("output")));
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void delete() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
