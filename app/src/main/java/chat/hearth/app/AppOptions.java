package chat.hearth.app;

import java.nio.file.Path;

/// How the app server runs.
///
/// @param database the file of accounts, made if it does not exist
/// @param isRegistrationOpen whether people may make accounts for themselves
/// @param isAlone whether it has a port of its own, and so answers `GET /` and the probes too
public record AppOptions(Path database, boolean isRegistrationOpen, boolean isAlone) {}
