package chat.hearth.system;

import chat.hearth.suite.Checkout;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server with an empty database for one test, kept by a process of the storage module's tests.
final class PostgresServer implements AutoCloseable {
    private static final int PATIENCE_S = 60;

    private final Process process;
    private final Map<String, String> environment;

    private PostgresServer(Process process, Map<String, String> environment) {
        this.process = process;
        this.environment = environment;
    }

    static PostgresServer start() throws IOException {
        var target = Checkout.root().resolve("storage/target");
        var classpath = target.resolve("test-classes")
                + File.pathSeparator
                + target.resolve("classes")
                + File.pathSeparator
                + Files.readString(target.resolve("test.classpath")).strip();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        classpath,
                        "chat.hearth.storage.postgres.Cluster")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        return new PostgresServer(
                process,
                Map.of(
                        "HEARTH_STORE_KIND", "postgres",
                        "HEARTH_STORE_URL", line(lines),
                        "HEARTH_STORE_USER", line(lines),
                        "HEARTH_STORE_PASSWORD", line(lines)));
    }

    private static String line(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        if (line == null) {
            throw new IOException("PostgreSQL did not start");
        }
        return line;
    }

    /// What makes Hearth keep its messages there.
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
