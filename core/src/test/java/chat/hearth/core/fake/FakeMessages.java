package chat.hearth.core.fake;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.DiffSlice;
import chat.hearth.core.message.Digest;
import chat.hearth.core.message.HistoryQuery;
import chat.hearth.core.message.HistorySlice;
import chat.hearth.core.message.MessageStore;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Messages of one conversation in a list. Sends wait until they are committed.
public final class FakeMessages implements MessageStore {
    private record Key(long sender, Cid cid) {}

    private record Sent(Digest digest, AppendOutcome.Stored stored) {}

    private record Queued(NewMessage message, Consumer<AppendOutcome> done) {}

    private final StoredConversation conversation;
    private final List<StoredMessage> messages = new ArrayList<>();
    private final List<Queued> queue = new ArrayList<>();
    private final List<NewMessage> queued = new ArrayList<>();
    private final Map<Key, Sent> sent = new HashMap<>();
    private boolean isFull;

    public FakeMessages(StoredConversation conversation) {
        this.conversation = conversation;
    }

    /// Adds a message to the history.
    public void add(Body body) {
        messages.add(Rows.message(conversation.key(), messages.size() + 1L, body));
    }

    /// Refuses further sends at once.
    public void fill() {
        isFull = true;
    }

    /// Every message that was ever queued.
    public List<NewMessage> queued() {
        return List.copyOf(queued);
    }

    /// Stores what is queued and tells the waiters.
    public void commit() {
        var batch = List.copyOf(queue);
        queue.clear();
        batch.forEach(each -> each.done.accept(store(each.message)));
    }

    private AppendOutcome store(NewMessage message) {
        var known = earlier(message.sender(), message.cid(), message.digest());
        if (known.isPresent()) {
            return known.get();
        }
        add(message.body());
        var stored = Rows.stored(messages.size());
        sent.put(new Key(message.sender(), message.cid()), new Sent(message.digest(), stored));
        return stored;
    }

    @Override
    public void append(NewMessage message, Consumer<AppendOutcome> done) {
        if (isFull) {
            done.accept(new AppendOutcome.Refused(Refusal.of(ErrorCode.OVERLOADED)));
            return;
        }
        queued.add(message);
        queue.add(new Queued(message, done));
    }

    @Override
    public Optional<AppendOutcome> earlier(long sender, Cid cid, Digest digest) {
        return Optional.ofNullable(sent.get(new Key(sender, cid))).map(known -> {
            var s = known.stored;
            return known.digest.equals(digest)
                    ? new AppendOutcome.Stored(s.messageId(), s.seq(), s.change(), s.counted(), s.sentAtMs(), true)
                    : new AppendOutcome.Refused(Refusal.of(ErrorCode.CONFLICT));
        });
    }

    @Override
    public HistorySlice range(HistoryQuery query) {
        var all = messages.stream()
                .filter(m -> m.seq() >= query.fromSeq() && m.seq() <= query.toSeq())
                .toList();
        int count = Math.min(query.limit(), all.size());
        var kept = query.isOldestFirst() ? all.subList(0, count) : all.subList(all.size() - count, all.size());
        return new HistorySlice(kept, count < all.size(), conversation.heads());
    }

    @Override
    public DiffSlice diff(DiffQuery query) {
        Stream<StoredMessage> changed =
                messages.stream().filter(m -> m.change() > query.fromChange() && m.seq() >= query.visibleFromSeq());
        var rows = changed.toList();
        return rows.size() > query.limit()
                ? new DiffSlice(conversation, List.of(), List.of(), true)
                : new DiffSlice(conversation, rows, List.of(), false);
    }
}
