package chat.hearth.gateway.admin;

import chat.hearth.core.conversation.Conversations;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.Users;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.v1.AddMembers;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Groups and their members.
final class GroupCalls {
    private final Users users;
    private final Conversations conversations;

    GroupCalls(Users users, Conversations conversations) {
        this.users = users;
        this.conversations = conversations;
    }

    /// Creates a group of the owner's; a group that exists is left as it is.
    CallOutcome create(Fields request) {
        var group = request.child("group");
        var wanted = group.child("group_info");
        var id = wanted.text("target_id", UUID.randomUUID().toString());
        if (!GroupId.isValid(id)) {
            return new CallOutcome.Refused(
                    Refusal.invalid("group.group_info.target_id", "must be 1-64 letters, digits or . _ @ + = ~ -"));
        }
        var owner = wanted.text("owner", request.text("operator"));
        var name = wanted.required("name");
        var members = ids(group);
        return CallOutcome.then(
                caller(owner, "group.group_info.owner"), caller -> create(caller, new GroupId(id), name, members));
    }

    private CallOutcome create(Caller owner, GroupId id, String name, List<String> members) {
        var exists = new CallOutcome.OldRefusal(OldNumbers.GROUP_EXISTS, "There is a group " + id + " already.");
        var conversation = ConversationId.group(id, 0).value();
        if (conversations.visible(owner, conversation) instanceof Outcome.Done<?>) {
            return exists;
        }
        var made = CallOutcome.of(
                conversations.createGroup(owner, id, name, members),
                _ -> Map.<String, Object>of("group_id", id.value()));
        // The owner of a new group is in it: one who is not has met a group that was there before.
        return made instanceof CallOutcome.Refused(var refusal) && refusal.code() == ErrorCode.NOT_A_MEMBER
                ? exists
                : made;
    }

    /// Adds members; those who are already stay as they are.
    CallOutcome addMembers(Fields request) {
        var id = request.required("group_id");
        var conversation =
                GroupId.isValid(id) ? ConversationId.group(new GroupId(id), 0).value() : "";
        if (conversation.isEmpty()) {
            return new CallOutcome.Refused(Refusal.of(ErrorCode.CONVERSATION_NOT_FOUND));
        }
        var wish = AddMembers.newBuilder()
                .setConversation(conversation)
                .addAllUserIds(ids(request))
                .build();
        return CallOutcome.then(
                caller(request.required("operator"), "operator"),
                operator -> CallOutcome.of(conversations.addMembers(operator, wish), _ -> Call.NOTHING));
    }

    private Outcome<Caller> caller(String userId, String field) {
        return users.one(userId, field).map(user -> new Caller(user.key(), user.id()));
    }

    private static List<String> ids(Fields of) {
        return of.children("members").stream()
                .map(member -> member.required("member_id"))
                .toList();
    }
}
