package chat.hearth.core.fake;

import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.InboxPage;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.inbox.Reached;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Inboxes that answer what a test prepared; writes wait until the test ends them.
public final class FakeInbox implements InboxStore {
    /// A write that was asked for.
    public record Write(List<ReadAdvance> wishes, CompletableFuture<List<ReadPosition>> done) {
        /// Stores what was wished.
        public void commit() {
            done.complete(wishes.stream().map(w -> position(w)).toList());
        }
    }

    private static ReadPosition position(ReadAdvance w) {
        boolean isRead = w.seq() > 0;
        long reached = Math.max(w.seq(), w.deliveredSeq());
        return new ReadPosition(w.user(), w.conversation(), w.seq(), w.seq(), 1, isRead, reached, !isRead);
    }

    private final List<Write> writes = new ArrayList<>();
    private List<InboxEntry> entries = List.of();
    private long[] conversations = {};
    private List<Reached> reached = List.of();
    private int asked;
    private Function<ResumeQuery, ResumeSnapshot> resuming = _ -> new ResumeSnapshot(1, 0, List.of(), List.of());
    private Optional<RuntimeException> fault = Optional.empty();

    public void entries(List<InboxEntry> all) {
        entries = all;
    }

    public void reached(List<Reached> members) {
        reached = members;
    }

    /// How often it was asked how far a message has come.
    public int asked() {
        return asked;
    }

    public void conversations(long... keys) {
        conversations = keys;
    }

    public void resuming(Function<ResumeQuery, ResumeSnapshot> answer) {
        resuming = answer;
    }

    /// From here on every write throws.
    public void breakWith(RuntimeException thrown) {
        fault = Optional.of(thrown);
    }

    public List<Write> writes() {
        return List.copyOf(writes);
    }

    @Override
    public InboxPage page(long user, int limit, String after) {
        var page = entries.subList(0, Math.min(limit, entries.size()));
        return new InboxPage(page, page.size() < entries.size() ? "1.2" : "");
    }

    @Override
    public Optional<InboxEntry> entry(long user, long conversation) {
        return entries.stream()
                .filter(e -> e.conversation().key() == conversation)
                .findFirst();
    }

    @Override
    public long[] conversationsOf(long user) {
        return conversations.clone();
    }

    @Override
    public List<Reached> reached(long conversation, long seq, int limit) {
        asked++;
        return reached.stream().limit(limit).toList();
    }

    @Override
    public int readerCount(long conversation, long seq) {
        asked++;
        return (int) reached.stream().filter(Reached::hasRead).count();
    }

    @Override
    public ResumeSnapshot resume(ResumeQuery query) {
        return resuming.apply(query);
    }

    @Override
    public CompletableFuture<List<ReadPosition>> advance(List<ReadAdvance> advances) {
        fault.ifPresent(thrown -> {
            throw thrown;
        });
        var done = new CompletableFuture<List<ReadPosition>>();
        writes.add(new Write(advances, done));
        return done;
    }
}
