package chat.hearth.storage.commit;

import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.InboxPage;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.inbox.Reached;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.storage.engine.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Inboxes on one engine.
record EngineInbox(GroupCommit commits, Snapshots snapshots) implements InboxStore {
    @Override
    public InboxPage page(long user, int limit, String after) {
        return snapshots.read(s -> s.page(user, limit, after));
    }

    @Override
    public Optional<InboxEntry> entry(long user, long conversation) {
        return snapshots.read(s -> s.entry(user, conversation));
    }

    @Override
    public long[] conversationsOf(long user) {
        return snapshots.read(s -> s.conversationsOf(user));
    }

    @Override
    public List<Reached> reached(long conversation, long seq, int limit) {
        return snapshots.read(s -> s.reached(conversation, seq, limit));
    }

    @Override
    public int readerCount(long conversation, long seq) {
        return snapshots.read(s -> s.readerCount(conversation, seq));
    }

    @Override
    public ResumeSnapshot resume(ResumeQuery query) {
        return snapshots.read(s -> s.resume(query));
    }

    @Override
    public CompletableFuture<List<ReadPosition>> advance(List<ReadAdvance> advances) {
        var wishes = List.copyOf(advances);
        return commits.submit(
                Scope.ofUsers(wishes.stream().map(ReadAdvance::user).toList()), t -> t.advance(wishes));
    }
}
