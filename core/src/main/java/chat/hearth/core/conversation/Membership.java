package chat.hearth.core.conversation;

import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Member;
import chat.hearth.protocol.v1.Role;

/// A user's standing in a conversation. The row of one who left stays, with `isPresent` false.
///
/// @param visibleFromSeq the first timeline entry this member may see
/// @param change the conversation's change at which this row last changed
/// @param readSeq how far this member has read
public record Membership(
        long conversation,
        long user,
        UserId userId,
        Role role,
        boolean isPresent,
        long visibleFromSeq,
        long change,
        String alias,
        long readSeq) {

    /// As it travels. How far each has read is told as far as readers are listed.
    public Member toMember(StoredConversation in) {
        return Member.newBuilder()
                .setUserId(userId.value())
                .setRole(role)
                .setPresent(isPresent)
                .setChange(change)
                .setAlias(alias)
                .setReadSeq(in.memberCount() <= ReceiptLimits.LISTED ? readSeq : 0)
                .build();
    }
}
