package chat.hearth.client;

import chat.hearth.client.wire.Tap;
import java.util.Optional;

/// How a client differs from the usual one.
///
/// @param isFollowing false: keeps nothing of conversations and fetches nothing; for idle connections in
///   great numbers
/// @param tap sees and may drop every frame
/// @param past what an earlier client held, to go on from
/// @param name told to the server, at most 100 characters
public record Behaviour(boolean isFollowing, Tap tap, Optional<ResumePoint> past, String name) {
    /// Follows, taps nothing, has no past.
    public static final Behaviour USUAL = new Behaviour(true, Tap.OPEN, Optional.empty(), "hearth-java");
}
