package chat.hearth.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The program `ip`, by which tests make networks of their own. Needs root.
final class Ip {
    private static final int PATIENCE_S = 20;

    private Ip() {}

    /// Does it, or fails with what `ip` said.
    static void must(String arguments) {
        var said = run(arguments);
        if (!said.isEmpty()) {
            throw new AssertionError("ip " + arguments + ": " + said);
        }
    }

    /// Does it; the answer is what went wrong, or empty.
    static String run(String arguments) {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "did not end";
            }
            return process.exitValue() == 0 ? "" : "code " + process.exitValue() + " " + said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
