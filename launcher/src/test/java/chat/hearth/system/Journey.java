package chat.hearth.system;

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
    static final String THE_END = "walked to its end";

    private static final long LIMIT_S = 240;

    private final String name;
    private final Map<String, Runnable> orders;
    private final Map<String, String> environment;

    private Journey(String name, Map<String, Runnable> orders, Map<String, String> environment) {
        this.name = name;
        this.orders = Map.copyOf(orders);
        this.environment = Map.copyOf(environment);
    }

    /// Walks on a product that runs, with these variables in the environment of the browsers.
    static String walk(String name, URI page, Map<String, String> environment) {
        return new Journey(name, Map.of(), environment).walk(page);
    }

    /// Walks on a product of its own, which it may kill and start. The answer is [#THE_END], or how far it came and
    /// what the pages complained of.
    static String walk(String name, Path folder) {
        try (var server = new RestartableServer(folder.resolve("data"))) {
            var orders = Map.<String, Runnable>of(
                    "kill", server::kill, "start", server::start, "kill-and-start", server::killAndStart);
            return new Journey(name, orders, Map.of()).walk(server.page());
        }
    }

    private String walk(URI page) {
        var web = Checkout.root().resolve("web");
        var pictures = Checkout.root().resolve("target").resolve("journeys");
        try {
            var builder = new ProcessBuilder("node", "journeys/run.mjs", name, page.toString(), pictures.toString())
                    .directory(web.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            try {
                var said = follow(process);
                boolean isDone = process.waitFor(LIMIT_S, TimeUnit.SECONDS) && process.exitValue() == 0;
                return isDone ? THE_END : String.join("\n", said) + "\npictures are in " + pictures;
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
}
