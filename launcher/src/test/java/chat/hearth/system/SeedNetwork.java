package chat.hearth.system;

import java.util.ArrayList;
import java.util.List;

/// Three networks on one wire, with the addresses of the seed's text: people with their browsers, the machine with
/// nginx, and the nodes. Nothing of the machine that runs the test is reached from them. Needs root and `ip`.
final class SeedNetwork implements AutoCloseable {
    static final String PEOPLE = "192.168.3.100";
    static final String NGINX = "192.168.1.1";

    /// One process announced under all of the seed's addresses of nodes, and of its app server.
    static final List<String> NODES = List.of("192.168.2.5", "192.168.2.11", "192.168.2.15", "192.168.0.10");

    private final String name;

    private SeedNetwork(String name) {
        this.name = name;
    }

    /// Built from nothing; names follow from this process, so that two runs don't meet.
    static SeedNetwork build() {
        var network = new SeedNetwork("hs" + ProcessHandle.current().pid());
        try {
            Ip.must("netns add " + network.people());
            Ip.must("-n " + network.people() + " link add wire type bridge");
            Ip.must("-n " + network.people() + " link set wire up");
            Ip.must("-n " + network.people() + " link set lo up");
            Ip.must("-n " + network.people() + " addr add " + PEOPLE + "/16 dev wire");
            network.join(network.nginx(), "tonginx", List.of(NGINX));
            network.join(network.nodes(), "tonodes", NODES);
            return network;
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    private void join(String namespace, String plug, List<String> addresses) {
        Ip.must("netns add " + namespace);
        Ip.must("-n " + people() + " link add " + plug + " type veth peer name wire netns " + namespace);
        Ip.must("-n " + people() + " link set " + plug + " master wire");
        Ip.must("-n " + people() + " link set " + plug + " up");
        for (var address : addresses) {
            Ip.must("-n " + namespace + " addr add " + address + "/16 dev wire");
        }
        Ip.must("-n " + namespace + " link set wire up");
        Ip.must("-n " + namespace + " link set lo up");
    }

    /// What a command begins with to run among the people.
    List<String> amongPeople() {
        return entrance(people());
    }

    /// The same, on the machine of nginx.
    List<String> besideNginx() {
        return entrance(nginx());
    }

    /// The same, on the machine of the nodes.
    List<String> amongNodes() {
        return entrance(nodes());
    }

    private static List<String> entrance(String namespace) {
        return new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    }

    private String people() {
        return name + "p";
    }

    private String nginx() {
        return name + "x";
    }

    private String nodes() {
        return name + "n";
    }

    /// Takes down what is there of it.
    @Override
    public void close() {
        Ip.run("netns del " + nodes());
        Ip.run("netns del " + nginx());
        Ip.run("netns del " + people());
    }
}
