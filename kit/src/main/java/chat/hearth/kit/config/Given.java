package chat.hearth.kit.config;

import java.nio.file.Path;

/// A value that a source gives under a name, which may be unknown.
///
/// @param base the folder that relative paths start from
record Given(String name, Raw raw, Origin origin, Path base) {}
