package chat.hearth.client;

import chat.hearth.client.sync.ConversationListener;
import chat.hearth.protocol.v1.Signal;

/// Is told everything a client learns. Called on the client's loop, in order; must not block.
public interface ClientListener extends ConversationListener {
    /// Tells nobody anything.
    ClientListener NONE = new ClientListener() {};

    /// The client stands here now.
    default void onStatus(Status status) {}

    /// Something that is true now and kept nowhere.
    default void onSignal(Signal signal) {}
}
