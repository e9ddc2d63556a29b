package chat.hearth.client.sync;

import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationSettings;
import chat.hearth.protocol.v1.Member;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Receipt;
import java.util.List;

/// A conversation's own state, kept current from its changes so that it equals a fresh snapshot (G6).
final class StateFold {
    private final Conversation.Builder state;
    private final String me;

    StateFold(String conversation, String me) {
        this.state = Conversation.newBuilder().setConversation(conversation).setPresent(true);
        this.me = me;
    }

    String conversation() {
        return state.getConversation();
    }

    String me() {
        return me;
    }

    boolean isPresent() {
        return state.getPresent();
    }

    Conversation value() {
        return state.build();
    }

    /// A snapshot came; where it is older than what was folded, the folded heads stay.
    void describe(Conversation snapshot) {
        var folded = state.build();
        state.clear().mergeFrom(snapshot);
        if (folded.getChangeHead() > snapshot.getChangeHead()) {
            state.setChangeHead(folded.getChangeHead())
                    .setSeqHead(folded.getSeqHead())
                    .setCountedHead(folded.getCountedHead());
            if (folded.hasLastMessage()) {
                state.setLastMessage(folded.getLastMessage());
            }
        }
        read(folded.getReadSeq(), folded.getReadCounted());
        counterpartReached(folded.getCounterpartReadSeq(), folded.getCounterpartDeliveredSeq());
    }

    /// The conversation's own state came, as all its members see it: what is mine alone stays.
    void describeOwn(Conversation shared) {
        state.setName(shared.getName()).setPortrait(shared.getPortrait()).setMemberCount(shared.getMemberCount());
        if (shared.getChangeHead() >= state.getChangeHead()) {
            state.setChangeHead(shared.getChangeHead())
                    .setSeqHead(shared.getSeqHead())
                    .setCountedHead(shared.getCountedHead());
        }
    }

    void changed(long change) {
        state.setChangeHead(Math.max(state.getChangeHead(), change));
    }

    void message(Message message) {
        changed(message.getChange());
        if (message.getSeq() > state.getSeqHead()) {
            state.setSeqHead(message.getSeq()).setCountedHead(message.getCounted());
            if (message.getSender().equals(me)) {
                read(message.getSeq(), message.getCounted());
            }
        }
        boolean isNewest = message.getSeq() > state.getLastMessage().getSeq();
        boolean isNewer = message.getSeq() == state.getLastMessage().getSeq()
                && message.getChange() > state.getLastMessage().getChange();
        if (isNewest || isNewer) {
            state.setLastMessage(message);
        }
    }

    void members(List<Member> members) {
        for (var member : members) {
            if (member.getUserId().equals(me)) {
                state.setPresent(member.getPresent()).setRole(member.getRole());
            }
        }
    }

    void memberCount(int count) {
        state.setMemberCount(count);
    }

    void settings(ConversationSettings settings) {
        state.setName(settings.getName()).setPortrait(settings.getPortrait());
    }

    void read(long seq, long counted) {
        if (seq > state.getReadSeq()) {
            state.setReadSeq(seq).setReadCounted(counted);
        }
    }

    boolean received(Receipt receipt) {
        return receipt.getUserId().equals(state.getCounterpart())
                && counterpartReached(receipt.getReadUpToSeq(), receipt.getDeliveredUpToSeq());
    }

    /// What is read was delivered, also where a receipt says nothing of it.
    private boolean counterpartReached(long readSeq, long deliveredSeq) {
        long read = Math.max(state.getCounterpartReadSeq(), readSeq);
        long delivered = Math.max(Math.max(state.getCounterpartDeliveredSeq(), deliveredSeq), read);
        boolean hasMoved = read > state.getCounterpartReadSeq() || delivered > state.getCounterpartDeliveredSeq();
        state.setCounterpartReadSeq(read).setCounterpartDeliveredSeq(delivered);
        return hasMoved;
    }
}
