package chat.hearth.core.inbox;

import chat.hearth.core.conversation.ReceiptLimits;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ReaderList;
import chat.hearth.protocol.v1.Readers;

/// Who has read a message: by name in small groups, by number in larger ones, not at all in the largest.
public final class Readership {
    private final InboxStore store;

    public Readership(InboxStore store) {
        this.store = store;
    }

    /// The readers of the message at `seq`, as far as the conversation's size allows. Blocks.
    public Outcome<Readers> of(Caller caller, StoredConversation conversation, long seq) {
        var entry = store.entry(caller.key(), conversation.key());
        if (entry.isEmpty()) {
            return Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND);
        }
        long first = Math.max(1, entry.get().membership().visibleFromSeq());
        var now = entry.get().conversation();
        if (seq < first || seq > now.heads().seq()) {
            return Outcome.refused(Refusal.invalid("seq", "must be of a message that you can see"));
        }
        var told = Readers.newBuilder();
        if (now.memberCount() <= ReceiptLimits.LISTED) {
            told.setList(list(now, seq));
        } else if (now.memberCount() <= ReceiptLimits.COUNTED) {
            told.setCount(store.readerCount(now.key(), seq));
        }
        return Outcome.done(told.build());
    }

    private ReaderList list(StoredConversation conversation, long seq) {
        var list = ReaderList.newBuilder();
        boolean areDeliveriesTold = ReceiptLimits.areTold(conversation);
        for (var each : store.reached(conversation.key(), seq, ReceiptLimits.LISTED)) {
            if (each.hasRead()) {
                list.addUserIds(each.user().value());
            }
            if (areDeliveriesTold) {
                list.addDeliveredUserIds(each.user().value());
            }
        }
        return list.build();
    }
}
