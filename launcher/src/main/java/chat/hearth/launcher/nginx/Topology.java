package chat.hearth.launcher.nginx;

import java.util.List;

/// The machines of an installation, and the names by which browsers reach them.
///
/// @param apps app servers; empty: the nodes answer for them
/// @param medias file stores; empty: the nodes answer for them
/// @param certificates a folder of NAME.pem and NAME.key
/// @param isHstsWanted whether the names keep public certificates
public record Topology(
        Names names,
        List<Node> nodes,
        List<Place> apps,
        List<Place> medias,
        String certificates,
        boolean isHstsWanted) {
    /// What browsers see; some or all may be the same.
    public record Names(String page, String im, String app, String files) {}

    /// An IM node.
    ///
    /// @param name its own, for browsers that dial it
    /// @param address where nginx reaches it
    public record Node(int id, String name, String address, int http, int websocket, int secureWebsocket) {}

    /// Where nginx reaches a server.
    public record Place(String address, int port) {
        String text() {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        }
    }

    public Topology {
        nodes = List.copyOf(nodes);
        apps = List.copyOf(apps);
        medias = List.copyOf(medias);
    }

    List<Place> imPlaces() {
        return nodes.stream()
                .map(node -> new Place(node.address(), node.http()))
                .toList();
    }
}
