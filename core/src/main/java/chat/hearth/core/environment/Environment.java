package chat.hearth.core.environment;

/// Which installation this data belongs to.
///
/// @param id 1–32 lower-case letters, digits and `-`; part of every token
/// @param epoch changes when positions given out before no longer hold (restore, lossy fail-over)
public record Environment(String id, long epoch) {}
