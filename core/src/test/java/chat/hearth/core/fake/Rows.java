package chat.hearth.core.fake;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.Digest;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Role;
import org.jspecify.annotations.Nullable;

/// Rows with everything filled in that a test does not care for.
///
/// User 1 is `u1`, conversation 7 is `g:c7`.
public final class Rows {
    /// The time in every row.
    public static final long AT = 1_800_000_000_000L;

    private Rows() {}

    public static UserId userId(long key) {
        return new UserId("u" + key);
    }

    public static Caller caller(long key) {
        return new Caller(key, userId(key));
    }

    public static StoredUser user(long key) {
        return new StoredUser(key, userId(key), Profile.named("name" + key, "Name " + key), 1, false);
    }

    public static StoredUser disabled(long key) {
        return new StoredUser(key, userId(key), Profile.named("name" + key, "Name " + key), 2, true);
    }

    public static ConversationId group(long key) {
        return new ConversationId("g:c" + key);
    }

    /// Every counter stands at `head`, the rules at version 1.
    public static StoredConversation conversation(long key, long head) {
        return conversation(key, group(key), head, 1, 2);
    }

    public static StoredConversation conversation(
            long key, ConversationId id, long head, long rulesVersion, int members) {
        return new StoredConversation(
                key, id, "Group " + key, "", new Heads(head, head, head), rulesVersion, members, AT, false);
    }

    public static Membership member(long conversation, long user) {
        return member(conversation, user, true, 1);
    }

    public static Membership member(long conversation, long user, boolean isPresent, long change) {
        return new Membership(conversation, user, userId(user), Role.ROLE_MEMBER, isPresent, 1, change, "", 0);
    }

    /// An entry of conversation `key` for its member `user`.
    public static InboxEntry entry(long key, long user, long pts, @Nullable StoredMessage last) {
        return new InboxEntry(conversation(key, 3), member(key, user), 0, 0, pts, last, 0);
    }

    /// A message whose seq, change and counted number are all `number`.
    public static StoredMessage message(long conversation, long number, Body body) {
        return new StoredMessage(1000 + number, conversation, number, number, number, userId(1), AT, body, 0);
    }

    public static Body text(String text) {
        return Body.newBuilder().setKind(1).setText(text).build();
    }

    public static Cid cid(long number) {
        return Cid.of(AT, number, number);
    }

    /// What user 1 sends from a session.
    public static NewMessage newMessage(long conversation, long number, @Nullable Object origin) {
        var body = text("message " + number);
        return new NewMessage(
                conversation,
                group(conversation),
                1,
                userId(1),
                cid(number),
                body,
                Digest.of(group(conversation), body),
                null,
                1,
                origin);
    }

    /// As if stored as number `number` of its conversation.
    public static AppendOutcome.Stored stored(long number) {
        return new AppendOutcome.Stored(1000 + number, number, number, number, AT, false);
    }
}
