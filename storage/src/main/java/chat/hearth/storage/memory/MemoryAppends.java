package chat.hearth.storage.memory;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.SendPolicy;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Persist;
import chat.hearth.storage.engine.EarlierSend;
import java.util.Optional;

/// Stores messages.
record MemoryAppends(Tables tables, long mark, long nowMs) {
    AppendOutcome append(NewMessage message) {
        var earlier = tables.sendKeys.get(new Tables.SendId(message.sender(), message.cid()));
        if (earlier != null) {
            return earlier.answer(message.digest());
        }
        var refusal = refusal(message);
        return refusal.isPresent() ? new AppendOutcome.Refused(refusal.get()) : store(message);
    }

    private Optional<Refusal> refusal(NewMessage message) {
        var after = message.after();
        if (after != null && !tables.sendKeys.containsKey(new Tables.SendId(message.sender(), after))) {
            return Optional.of(Refusal.of(ErrorCode.PREDECESSOR_MISSING));
        }
        var conversation = tables.conversationsByKey.get(message.conversation());
        if (conversation == null) {
            return Optional.of(Refusal.of(ErrorCode.CONVERSATION_NOT_FOUND));
        }
        return conversation.row.rulesVersion() == message.rulesVersion()
                ? Optional.empty()
                : SendPolicy.judge(
                        conversation.row, Optional.ofNullable(conversation.membersByUser.get(message.sender())));
    }

    private AppendOutcome store(NewMessage message) {
        var conversation = tables.conversation(message.conversation());
        var before = conversation.row.heads();
        boolean counts = message.body().getPersist() == Persist.PERSIST_COUNTED;
        var heads = new Heads(before.seq() + 1, before.change() + 1, before.counted() + (counts ? 1 : 0));
        long id = ++tables.lastMessageId;
        conversation.messages.add(new StoredMessage(
                id,
                message.conversation(),
                heads.seq(),
                heads.change(),
                heads.counted(),
                message.senderId(),
                nowMs,
                message.body(),
                0));
        conversation.row = withHeads(conversation.row, heads);
        conversation.lastMark = mark;
        conversation.changedMark = mark;
        var stored = new AppendOutcome.Stored(id, heads.seq(), heads.change(), heads.counted(), nowMs, false);
        tables.sendKeys.put(
                new Tables.SendId(message.sender(), message.cid()), new EarlierSend(message.digest(), stored));
        return stored;
    }

    private StoredConversation withHeads(StoredConversation c, Heads heads) {
        return new StoredConversation(
                c.key(),
                c.id(),
                c.name(),
                c.portrait(),
                heads,
                c.rulesVersion(),
                c.memberCount(),
                tables.lastAtMs,
                c.isDismissed());
    }
}
