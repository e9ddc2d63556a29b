package chat.hearth.core.session;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.delivery.Delivery;
import chat.hearth.core.fake.FakeConversations;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.InboxPage;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.inbox.Reached;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.inbox.ResumeSnapshot.Touched;
import chat.hearth.core.log.Change;
import chat.hearth.core.message.DiffSlice;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.protocol.v1.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The logs of user 1: every call is a commit of its own, released at once. Reads run [#onStep] before and
/// after, where a test lets other things happen.
final class LittleLog implements InboxStore {
    private static final class Place {
        private final List<StoredMessage> messages = new ArrayList<>();
        private long lastMark;
        private long pts;
    }

    final Delivery delivery = new Delivery();
    final FakeConversations conversations = new FakeConversations();
    private final Map<Long, Place> placesByConversation = new TreeMap<>();
    private Runnable step = () -> {};
    private long mark;
    private long pts;

    void onStep(Runnable action) {
        step = action;
    }

    /// User 1 comes into a conversation.
    void join(long key) {
        var place = new Place();
        place.lastMark = ++mark;
        place.pts = ++pts;
        placesByConversation.put(key, place);
        conversations.set(row(key));
        release(new Change.InboxChanged(1, entry(key)));
    }

    /// Somebody else says something.
    void append(long key, Body body) {
        var place = place(key);
        long number = place.messages.size() + 1L;
        place.lastMark = ++mark;
        place.messages.add(Rows.message(key, number, body));
        conversations.set(row(key));
        release(new Change.MessageAppended(Rows.newMessage(key, number, null), Rows.stored(number)));
    }

    /// User 1 reads on another device.
    void read(long key) {
        place(key).pts = ++pts;
        mark++;
        release(new Change.ReadMoved(row(key), Rows.userId(1), new ReadPosition(1, key, 1, 1, pts, true)));
    }

    long head(long key) {
        return place(key).messages.size();
    }

    long pts() {
        return pts;
    }

    long mark() {
        return mark;
    }

    private void release(Change change) {
        delivery.released(mark, change);
        delivery.committed(mark);
    }

    private Place place(long key) {
        return Optional.ofNullable(placesByConversation.get(key)).orElseThrow();
    }

    private StoredConversation row(long key) {
        return Rows.conversation(key, head(key));
    }

    private InboxEntry entry(long key) {
        return new InboxEntry(row(key), Rows.member(key, 1), 0, 0, place(key).pts, null, 0);
    }

    @Override
    public long[] conversationsOf(long user) {
        step.run();
        var keys = placesByConversation.keySet().stream()
                .mapToLong(Long::longValue)
                .toArray();
        step.run();
        return keys;
    }

    @Override
    public ResumeSnapshot resume(ResumeQuery query) {
        step.run();
        var touched = placesByConversation.keySet().stream()
                .filter(key -> place(key).lastMark >= query.mark())
                .map(key -> new Touched(row(key), diff(key, query), 0))
                .toList();
        var entries = placesByConversation.keySet().stream()
                .map(this::entry)
                .filter(entry -> entry.pts() > query.pts())
                .sorted((a, b) -> Long.compare(a.pts(), b.pts()))
                .toList();
        var snapshot = new ResumeSnapshot(mark + 1, pts, touched, entries);
        step.run();
        return snapshot;
    }

    private @Nullable DiffSlice diff(long key, ResumeQuery query) {
        var have = query.have().get(key);
        return have == null
                ? null
                : new DiffSlice(
                        row(key),
                        place(key).messages.stream()
                                .filter(message -> message.change() > have)
                                .toList(),
                        List.of(),
                        false);
    }

    @Override
    public InboxPage page(long user, int limit, String after) {
        throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public Optional<InboxEntry> entry(long user, long conversation) {
        throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public List<Reached> reached(long conversation, long seq, int limit) {
        return List.of();
    }

    @Override
    public int readerCount(long conversation, long seq) {
        return 0;
    }

    @Override
    public CompletableFuture<List<ReadPosition>> advance(List<ReadAdvance> advances) {
        throw new UnsupportedOperationException("not asked for here");
    }
}
