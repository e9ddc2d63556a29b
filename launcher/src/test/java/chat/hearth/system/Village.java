package chat.hearth.system;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A network of its own on this machine: a bridge, and behind it a namespace whose programs can be cut off
/// without a word, as by a cable that is pulled. Needs root and `ip`.
final class Village implements AutoCloseable {
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
            Ip.must("netns add " + village.name);
            Ip.must("link add " + village.bridge() + " type bridge");
            Ip.must("link add " + village.outer() + " type veth peer name " + village.inner());
            Ip.must("link set " + village.inner() + " netns " + village.name);
            Ip.must("addr add " + village.square() + "/24 dev " + village.bridge());
            Ip.must("link set " + village.bridge() + " up");
            Ip.must("link set " + village.outer() + " up");
            Ip.must("-n " + village.name + " addr add " + village.subnet + ".2/24 dev " + village.inner());
            Ip.must("-n " + village.name + " link set " + village.inner() + " up");
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
        Ip.must("link set " + outer() + " master " + bridge());
    }

    /// Packets vanish, and nobody is told.
    void cutOff() {
        Ip.must("link set " + outer() + " nomaster");
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

    /// Takes down what is there of it.
    @Override
    public void close() {
        Ip.run("netns del " + name);
        Ip.run("link del " + outer());
        Ip.run("link del " + bridge());
    }
}
