package chat.hearth.launcher.product;

import java.net.URI;

/// Where the running product is reached.
///
/// @param page what a person opens; also where clients ask for a route
/// @param port the public one; proxies may show another
/// @param serverApi the internal port for programs
public record Addresses(URI page, int port, URI serverApi) {}
