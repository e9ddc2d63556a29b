package chat.hearth.storage.commit;

import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.DiffSlice;
import chat.hearth.core.message.Digest;
import chat.hearth.core.message.HistoryQuery;
import chat.hearth.core.message.HistorySlice;
import chat.hearth.core.message.MessageStore;
import chat.hearth.core.message.NewMessage;
import chat.hearth.protocol.id.Cid;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.Snapshots;
import java.util.Optional;
import java.util.function.Consumer;

/// Messages on one engine.
record EngineMessages(GroupCommit commits, Snapshots snapshots) implements MessageStore {
    @Override
    public void append(NewMessage message, Consumer<AppendOutcome> done) {
        commits.append(PendingMessage.of(message), done);
    }

    @Override
    public Optional<AppendOutcome> earlier(long sender, Cid cid, Digest digest) {
        return snapshots.read(s -> s.earlier(sender, cid, digest));
    }

    @Override
    public HistorySlice range(HistoryQuery query) {
        return snapshots.read(s -> s.range(query));
    }

    @Override
    public DiffSlice diff(DiffQuery query) {
        return snapshots.read(s -> s.diff(query));
    }
}
