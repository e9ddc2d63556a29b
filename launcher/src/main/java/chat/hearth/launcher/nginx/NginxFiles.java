package chat.hearth.launcher.nginx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All files of a way, by name: one for the nginx in front, one for each nginx at a node, and each node's
/// Hearth configuration.
public record NginxFiles(Map<String, String> textByName) {
    private static final String MADE = "Written by hearth nginx from a topology; write it again rather than change it.";

    public NginxFiles {
        textByName = Map.copyOf(textByName);
    }

    /// The files for a topology.
    ///
    /// @param proxies networks from which nginx reaches the nodes
    public static NginxFiles of(Topology topology, Way way, NginxVersion version, List<String> proxies) {
        var site = new Site(topology, way, version);
        var files = new TreeMap<String, String>();
        var front = new Block()
                .say(MADE)
                .gap()
                .all(site.shared())
                .all(site.upstreams())
                .all(site.strangers());
        site.names().forEach(name -> front.all(site.server(name)).gap());
        if (way == Way.D2) {
            topology.nodes().forEach(node -> front.all(site.nodeSocket(node)).gap());
        }
        files.put("hearth.conf", front.text());
        for (var node : topology.nodes()) {
            if (way == Way.D4) {
                var own = new Block().say(MADE).gap().all(site.shared()).all(site.nodeSocket(node));
                files.put("node" + node.id() + ".conf", own.text());
            }
            files.put(
                    "node" + node.id() + ".toml", "# " + MADE + "\n" + new NodeKeys(topology, way).text(node, proxies));
        }
        return new NginxFiles(files);
    }
}
