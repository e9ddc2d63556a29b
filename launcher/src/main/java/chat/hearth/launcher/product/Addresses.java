package chat.hearth.launcher.product;

import java.net.URI;

/// Where the running product is reached.
///
/// @param page what a person opens; also where clients ask for a route
/// @param serverApi the internal port for programs
public record Addresses(URI page, URI serverApi) {}
