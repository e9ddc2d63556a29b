package chat.hearth.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A network of its own on this machine: a bridge, and behind it a namespace whose programs can be cut off
/// without a word, as by a cable that is pulled. Needs root and `ip`.
final class Village implements AutoCloseable {
    private static final int PATIENCE_S = 20;

    private final String name;
    private final String subnet;

    private Village(String name, String subnet) {
        this.name = name;
        this.subnet = subnet;
    }

    /// Built from nothing; names and addresses follow from this process, so that two runs don't meet.
    static Village build() {
        long pid = ProcessHandle.current().pid();
        var village = new Village("hv" + pid, "10.203." + pid % 250);
        try {
            village.ip("netns add " + village.name);
            village.ip("link add " + village.bridge() + " type bridge");
            village.ip("link add " + village.outer() + " type veth peer name " + village.inner());
            village.ip("link set " + village.inner() + " netns " + village.name);
            village.ip("addr add " + village.square() + "/24 dev " + village.bridge());
            village.ip("link set " + village.bridge() + " up");
            village.ip("link set " + village.outer() + " up");
            village.ip("-n " + village.name + " addr add " + village.subnet + ".2/24 dev " + village.inner());
            village.ip("-n " + village.name + " link set " + village.inner() + " up");
            village.connect();
            return village;
        } catch (RuntimeException | Error e) {
            village.close();
            throw e;
        }
    }

    /// The address of this side, which the namespace reaches.
    String square() {
        return subnet + ".1";
    }

    /// Packets pass between the namespace and this side.
    void connect() {
        ip("link set " + outer() + " master " + bridge());
    }

    /// Packets vanish, and nobody is told.
    void cutOff() {
        ip("link set " + outer() + " nomaster");
    }

    /// Starts a program inside.
    Process start(List<String> command) throws IOException {
        var all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(command);
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
    }

    private String bridge() {
        return name + "b";
    }

    private String outer() {
        return name + "o";
    }

    private String inner() {
        return name + "i";
    }

    private void ip(String arguments) {
        var said = run(arguments);
        if (!said.isEmpty()) {
            throw new AssertionError("ip " + arguments + ": " + said);
        }
    }

    private static String run(String arguments) {
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

    /// Takes down what is there of it.
    @Override
    public void close() {
        run("netns del " + name);
        run("link del " + outer());
        run("link del " + bridge());
    }
}
