package chat.hearth.gateway.front.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs [Server] and [Client] in processes of their own, one front after the other, in three rounds.
///
/// Arguments: `idle COUNT` or `echo SECONDS`, then the fronts to compare (all, if none is named; `session`
/// only when idle). The server gets core 0 and the client core 1, so the machine needs two, and `taskset`.
final class Compare {
    private static final int ROUNDS = 3;
    private static final int FIRST_PORT = 18_500;

    private Compare() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var all = arguments[0].equals("idle")
                ? List.of("vertx", "handover", "netty", "session")
                : List.of("vertx", "handover", "netty");
        var fronts = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : all;
        int port = FIRST_PORT;
        for (int round = 0; round < ROUNDS; round++) {
            for (var front : fronts) {
                port += 2;
                run(front, port, arguments[0], arguments[1]);
            }
        }
    }

    private static void run(String front, int port, String what, String howMuch)
            throws IOException, InterruptedException {
        var server = java("0", Server.class, front, Integer.toString(port)).start();
        try {
            // The server says one line when it listens.
            var _ = server.inputReader().readLine();
            var client = java(
                            "1",
                            Client.class,
                            front,
                            what,
                            Integer.toString(port),
                            howMuch,
                            Long.toString(server.pid()))
                    .inheritIO()
                    .start();
            client.waitFor();
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static ProcessBuilder java(String core, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                "taskset",
                "-c",
                core,
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xms512m",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
