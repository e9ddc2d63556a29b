package chat.hearth.launcher.nginx;

/// Where nginx stands, of the ways to deploy.
public enum Way {
    /// One machine, nginx in front of all five hops.
    D2,
    /// Several nodes; browsers dial each node's own TLS.
    D3,
    /// Several nodes; each has an nginx that speaks TLS for its WebSockets.
    D4,
    /// Several nodes behind one name and one port.
    D5;

    /// Whether each node's WebSocket port is shown over TLS by nginx.
    boolean hasNginxAtNodes() {
        return this == D2 || this == D4;
    }

    /// Whether clients dial a node rather than the page's name.
    boolean dialsNodes() {
        return this != D5;
    }
}
