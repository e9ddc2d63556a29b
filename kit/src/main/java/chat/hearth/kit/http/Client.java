package chat.hearth.kit.http;

/// Who asks, as far as it can be believed.
///
/// @param address IP address of the client: the peer's, or what a trusted proxy says
/// @param scheme `http` or `https`, as the client sees it
/// @param host the Host of the request with its port, empty when it has none
/// @param isProxied whether the peer is a trusted proxy
public record Client(String address, String scheme, String host, boolean isProxied) {}
