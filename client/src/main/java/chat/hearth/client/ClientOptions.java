package chat.hearth.client;

import chat.hearth.client.request.OutboxBounds;
import chat.hearth.client.sync.SyncBounds;
import chat.hearth.client.wire.Tap;
import chat.hearth.protocol.Encoding;
import java.net.URI;
import java.util.Optional;

/// What a client is told at its start.
///
/// @param server where `/route` is asked, for example `http://localhost:8080`
public record ClientOptions(
        URI server, Credentials credentials, Encoding encoding, Bounds bounds, Pace pace, Behaviour behaviour) {

    /// How much a client keeps.
    ///
    /// @param calls requests that wait to be sent; more fail
    public record Bounds(OutboxBounds outbox, SyncBounds sync, int calls) {
        /// What suits a person's client.
        public static final Bounds USUAL = new Bounds(OutboxBounds.USUAL, SyncBounds.USUAL, 1_000);
    }

    /// The usual client of a server, with a token that never changes.
    public static ClientOptions of(URI server, String token) {
        return new ClientOptions(
                server, Credentials.fixed(token), Encoding.PROTO, Bounds.USUAL, Pace.USUAL, Behaviour.USUAL);
    }

    /// The same in this encoding.
    public ClientOptions in(Encoding other) {
        return new ClientOptions(server, credentials, other, bounds, pace, behaviour);
    }

    /// The same with these credentials.
    public ClientOptions with(Credentials other) {
        return new ClientOptions(server, other, encoding, bounds, pace, behaviour);
    }

    /// The same within these bounds.
    public ClientOptions with(Bounds other) {
        return new ClientOptions(server, credentials, encoding, other, pace, behaviour);
    }

    /// The same at this pace.
    public ClientOptions with(Pace other) {
        return new ClientOptions(server, credentials, encoding, bounds, other, behaviour);
    }

    /// The same with another behaviour.
    public ClientOptions with(Behaviour other) {
        return new ClientOptions(server, credentials, encoding, bounds, pace, other);
    }

    /// The same with every frame seen by `tap`.
    public ClientOptions tappedBy(Tap tap) {
        return with(new Behaviour(behaviour.isFollowing(), tap, behaviour.past(), behaviour.name()));
    }

    /// The same, going on from what an earlier client held.
    public ClientOptions resuming(ResumePoint past) {
        return with(new Behaviour(behaviour.isFollowing(), behaviour.tap(), Optional.of(past), behaviour.name()));
    }
}
