package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.suite.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A journey of `web/journeys` in a process of its own, with the browsers it starts. What it orders on a line that
/// starts with `@` is done, and answered with a line.
final class Journey {
    private static final long LIMIT_S = 240;

    private final String name;
    private final Map<String, Runnable> orders;

    private Journey(String name, Map<String, Runnable> orders) {
        this.name = name;
        this.orders = Map.copyOf(orders);
    }

    /// Goes the whole way on a product of its own, which it may kill and start; or says at which step it ended and
    /// what the pages complained of.
    static void go(String name, Path folder) {
        try (var server = new RestartableServer(folder.resolve("data"))) {
            var orders = Map.<String, Runnable>of(
                    "kill", server::kill, "start", server::start, "kill-and-start", server::killAndStart);
            new Journey(name, orders).go(server.page());
        }
    }

    private void go(URI page) {
        var web = Checkout.root().resolve("web");
        var pictures = Checkout.root().resolve("target").resolve("journeys");
        try {
            var process = new ProcessBuilder("node", "journeys/run.mjs", name, page.toString(), pictures.toString())
                    .directory(web.toFile())
                    .redirectErrorStream(true)
                    .start();
            try {
                var said = follow(process);
                assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS))
                        .as("the journey ends\n%s", String.join("\n", said))
                        .isTrue();
                assertThat(process.exitValue()).as("%s", told(said, pictures)).isZero();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("node cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> follow(Process process) throws IOException {
        var said = new ArrayList<String>();
        try (BufferedReader lines = process.inputReader();
                var answers = process.outputWriter()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.startsWith("@")) {
                    answers.write(answer(line.substring(1)));
                    answers.newLine();
                    answers.flush();
                } else {
                    System.out.println(name + ": " + line);
                }
            }
        }
        return said;
    }

    private String answer(String order) {
        var work = orders.get(order);
        if (work == null) {
            return "there is no order " + order;
        }
        work.run();
        return "done";
    }

    private static String told(List<String> said, Path pictures) {
        return String.join("\n", said) + "\npictures are in " + pictures;
    }
}
