package chat.hearth.core.log;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.NewMessage;
import chat.hearth.protocol.id.UserId;
import java.util.List;

/// One durable change, after its commit.
public sealed interface Change {
    /// A message was stored (not a duplicate).
    record MessageAppended(NewMessage message, AppendOutcome.Stored stored) implements Change {}

    /// Members joined, left or changed, in one change of the conversation.
    ///
    /// @param conversation the row after the change
    /// @param by who did it
    /// @param members the rows that changed, all with the conversation's new change
    record MembersChanged(StoredConversation conversation, UserId by, List<Membership> members) implements Change {
        public MembersChanged {
            members = List.copyOf(members);
        }
    }

    /// An entry of a user's inbox appeared or changed; `entry.pts` is the personal log position.
    record InboxChanged(long user, InboxEntry entry) implements Change {}

    /// A device was logged out: its connection is to be closed.
    ///
    /// @param device database key
    record DeviceRevoked(long user, long device) implements Change {}

    /// A read position moved.
    ///
    /// @param conversation the row as it is in that commit
    record ReadMoved(StoredConversation conversation, UserId reader, ReadPosition position) implements Change {}

    /// A device acknowledged that it holds more, of which nothing more was read.
    ///
    /// @param conversation the row as it is in that commit
    record DeliveredMoved(StoredConversation conversation, UserId reader, ReadPosition position) implements Change {}
}
