package chat.hearth.launcher.nginx;

import java.util.List;
import java.util.stream.Collectors;

/// The `hearth.toml` of a node that fits behind the nginx files.
record NodeKeys(Topology topology, Way way) {
    String text(Topology.Node node, List<String> proxies) {
        var trusted = proxies.stream().map(NodeKeys::quoted).collect(Collectors.joining(", "));
        var text = new StringBuilder()
                .append("[server]\n")
                .append("port = ")
                .append(node.http())
                .append('\n')
                .append("bind = ")
                .append(quoted(node.address()))
                .append('\n')
                .append("public_origins = [")
                .append(quoted("https://" + topology.names().page()))
                .append("]\n\n")
                .append("[proxy]\n")
                .append("trusted = [")
                .append(trusted)
                .append("]\n");
        if (way.dialsNodes()) {
            text.append("\n[im]\n")
                    .append("announce_host = ")
                    .append(quoted(node.name()))
                    .append('\n')
                    .append("websocket_port = ")
                    .append(node.websocket())
                    .append('\n')
                    .append(way.hasNginxAtNodes() ? "announce_secure_websocket_port = " : "secure_websocket_port = ")
                    .append(node.secureWebsocket())
                    .append('\n');
        }
        if (!way.hasNginxAtNodes() && way.dialsNodes()) {
            var file = topology.certificates() + "/" + node.name();
            text.append("\n[tls]\n")
                    .append("certificate = ")
                    .append(quoted(file + ".pem"))
                    .append('\n')
                    .append("key = ")
                    .append(quoted(file + ".key"))
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
