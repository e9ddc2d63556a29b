package chat.hearth.storage.memory;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.DiffSlice;
import chat.hearth.core.message.Digest;
import chat.hearth.core.message.HistoryQuery;
import chat.hearth.core.message.HistorySlice;
import chat.hearth.protocol.id.Cid;
import java.util.List;
import java.util.Optional;

/// Reads of messages.
record MemoryHistory(Tables tables) {
    Optional<AppendOutcome> earlier(long sender, Cid cid, Digest digest) {
        return Optional.ofNullable(tables.sendKeys.get(new Tables.SendId(sender, cid)))
                .map(send -> send.answer(digest));
    }

    HistorySlice range(HistoryQuery query) {
        var found = tables.conversationsByKey.get(query.conversation());
        if (found == null) {
            return new HistorySlice(List.of(), false, Heads.NONE);
        }
        var inRange = found.messages.stream()
                .filter(m -> m.seq() >= query.fromSeq() && m.seq() <= query.toSeq())
                .toList();
        int left = Math.max(0, inRange.size() - query.limit());
        int from = query.isOldestFirst() ? 0 : left;
        var kept = inRange.subList(from, from + inRange.size() - left);
        return new HistorySlice(kept, left > 0, found.row.heads());
    }

    DiffSlice diff(DiffQuery query) {
        var found = tables.conversation(query.conversation());
        var messages = found.messages.stream()
                .filter(m -> m.change() > query.fromChange() && m.seq() >= query.visibleFromSeq())
                .toList();
        var members = found.membersByUser.values().stream()
                .filter(m -> m.change() > query.fromChange())
                .map(new MemoryInbox(tables)::withReadSeq)
                .toList();
        return messages.size() + members.size() > query.limit()
                ? new DiffSlice(found.row, List.of(), List.of(), true)
                : new DiffSlice(found.row, messages, members, false);
    }
}
