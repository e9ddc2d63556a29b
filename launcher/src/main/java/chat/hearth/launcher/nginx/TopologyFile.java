package chat.hearth.launcher.nginx;

import chat.hearth.kit.config.TomlTree;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.nginx.Topology.Names;
import chat.hearth.launcher.nginx.Topology.Node;
import chat.hearth.launcher.nginx.Topology.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads a `topology.toml`, strictly: what it does not know it refuses.
///
/// All its texts go into the files of another program, so that only letters of names and addresses pass.
public final class TopologyFile {
    private static final Set<String> TABLES =
            Set.of("environment", "names", "node", "app", "media", "store", "bus", "tls");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9/._-]{1,255}");

    private final Path file;

    private TopologyFile(Path file) {
        this.file = file;
    }

    /// What the file says.
    ///
    /// @throws StartRefused with one line that names the key
    public static Topology read(Path file) {
        try {
            return new TopologyFile(file).topology(TomlTree.read(file));
        } catch (IOException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private Topology topology(Map<String, Object> root) {
        onlyKnown("", root, TABLES);
        var names = table(root, "names");
        onlyKnown("names.", names, Set.of("page", "im", "app", "files"));
        var page = text(names, "names.page", NAME, "");
        var nodes = tables(root, "node").stream().map(this::node).toList();
        if (nodes.isEmpty()) {
            throw refused("there is no [[node]]: add one with id, name and address");
        }
        refuseTwins(nodes);
        var tls = table(root, "tls");
        onlyKnown("tls.", tls, Set.of("certificates", "hsts"));
        return new Topology(
                new Names(
                        page,
                        text(names, "names.im", NAME, page),
                        text(names, "names.app", NAME, page),
                        text(names, "names.files", NAME, page)),
                nodes,
                tables(root, "app").stream()
                        .map(app -> place(app, "app.", 8888))
                        .toList(),
                tables(root, "media").stream()
                        .map(media -> place(media, "media.", 8890))
                        .toList(),
                text(tls, "tls.certificates", FOLDER, "/etc/hearth/tls"),
                Boolean.TRUE.equals(tls.get("hsts")));
    }

    private Node node(Map<String, Object> node) {
        onlyKnown("node.", node, Set.of("id", "name", "address", "http", "websocket", "secure_websocket"));
        return new Node(
                number(node, "node.id", 0),
                text(node, "node.name", NAME, ""),
                text(node, "node.address", ADDRESS, "127.0.0.1"),
                number(node, "node.http", 8080),
                number(node, "node.websocket", 8083),
                number(node, "node.secure_websocket", 8084));
    }

    private void refuseTwins(List<Node> nodes) {
        var ids = new HashSet<Integer>();
        nodes.stream().filter(node -> !ids.add(node.id())).findFirst().ifPresent(node -> {
            throw refused("two nodes have the id " + node.id() + "; give each its own");
        });
        var names = new HashSet<String>();
        nodes.stream().filter(node -> !names.add(node.name())).findFirst().ifPresent(node -> {
            throw refused("two nodes are called " + node.name() + "; give each its own name");
        });
    }

    private Place place(Map<String, Object> place, String prefix, int usualPort) {
        onlyKnown(prefix, place, Set.of("address", "port"));
        return new Place(text(place, prefix + "address", ADDRESS, ""), number(place, prefix + "port", usualPort));
    }

    private void onlyKnown(String prefix, Map<String, Object> table, Set<String> known) {
        table.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw refused("unknown key " + prefix + key + "; there are " + new TreeSet<>(known));
        });
    }

    private String text(Map<String, Object> table, String name, Pattern form, String usual) {
        var value = table.getOrDefault(lastPart(name), usual);
        if (value instanceof String text && form.matcher(text).matches()) {
            return text;
        }
        throw refused(name + " must be a plain name or address" + (usual.isEmpty() ? ", and is needed" : ""));
    }

    private int number(Map<String, Object> table, String name, long usual) {
        var value = table.getOrDefault(lastPart(name), usual);
        if (value instanceof Long number && number >= 1 && number <= 65_535) {
            return Math.toIntExact(number);
        }
        throw refused(name + " must be a whole number from 1 to 65535" + (usual == 0 ? ", and is needed" : ""));
    }

    @SuppressWarnings("unchecked") // the reader makes maps of texts only
    private Map<String, Object> table(Map<String, Object> root, String name) {
        var value = root.getOrDefault(name, Map.of());
        if (value instanceof Map<?, ?> table) {
            return (Map<String, Object>) table;
        }
        throw refused(name + " must be a table: [" + name + "]");
    }

    @SuppressWarnings("unchecked") // the reader makes maps of texts only
    private List<Map<String, Object>> tables(Map<String, Object> root, String name) {
        var value = root.getOrDefault(name, List.of());
        if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            return (List<Map<String, Object>>) value;
        }
        throw refused(name + " must be a list of tables: [[" + name + "]]");
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private StartRefused refused(String message) {
        return new StartRefused(file + ": " + message);
    }
}
