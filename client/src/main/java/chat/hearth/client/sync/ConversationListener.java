package chat.hearth.client.sync;

import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.Message;
import java.util.List;

/// Is told what changes in conversations. Called on the client's loop; must not block.
public interface ConversationListener {
    /// A message that is new to this client, own ones included: once for each, by ascending seq.
    default void onMessage(String conversation, Message message) {}

    /// A message told earlier, or from before this client's start, changed.
    default void onChanged(String conversation, Message message) {}

    /// The conversation's state is now this.
    default void onState(Conversation state) {}

    /// The conversation is closed to this user; what was held of it is dropped.
    default void onGone(String conversation) {}

    /// Too much was missed to be told one by one: what is held now begins afresh with these messages.
    default void onReset(String conversation, List<Message> window) {}
}
