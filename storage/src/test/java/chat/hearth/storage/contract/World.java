package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.Digest;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Persist;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// People who talk to each other in one store, in the fewest words.
public final class World {
    /// 2025-01-01 UTC.
    public static final long NOW_MS = 1_735_689_600_000L;

    private static final long WAIT_S = 20;
    private static final AtomicLong CIDS = new AtomicLong();

    private final Store store;

    public World(Store store) {
        this.store = store;
    }

    /// Waits for a write, not for ever.
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(WAIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the store did not answer", e);
        }
    }

    /// The value of what was not refused.
    public static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> value;
            case Outcome.Refused<T>(var refusal) -> throw new AssertionError("refused: " + refusal);
        };
    }

    public StoredUser user(String id) {
        return done(await(store.users().put(new UserId(id), Profile.named("", id))));
    }

    public List<StoredUser> users(int count) {
        var wanted = IntStream.range(0, count)
                .mapToObj(i -> store.users().put(new UserId("u" + i), Profile.named("", "User " + i)))
                .toList();
        return wanted.stream().map(w -> done(await(w))).toList();
    }

    public StoredConversation direct(StoredUser one, StoredUser other) {
        var id = ConversationId.direct(one.id(), other.id(), 0);
        return await(store.conversations().create(new NewConversation(id, "", one.key(), List.of(other.key()))));
    }

    public StoredConversation group(String id, StoredUser creator, StoredUser... others) {
        return group(id, creator, List.of(others));
    }

    public StoredConversation group(String id, StoredUser creator, List<StoredUser> others) {
        var members = others.stream().map(StoredUser::key).toList();
        var group = ConversationId.group(new GroupId(id), 0);
        return await(store.conversations().create(new NewConversation(group, id, creator.key(), members)));
    }

    public StoredConversation now(StoredConversation conversation) {
        return store.conversations().byKey(conversation.key()).orElseThrow();
    }

    public static Cid cid() {
        return Cid.of(NOW_MS, CIDS.get() >>> 12, CIDS.incrementAndGet());
    }

    public static Body text(String text) {
        return Body.newBuilder().setKind(1).setText(text).build();
    }

    public static Body uncounted(String text) {
        return text(text).toBuilder().setPersist(Persist.PERSIST_STORED).build();
    }

    public static NewMessage message(StoredConversation to, StoredUser from, Body body) {
        return message(to, from, body, cid(), null);
    }

    public static NewMessage message(StoredConversation to, StoredUser from, Body body, Cid cid, @Nullable Cid after) {
        return new NewMessage(
                to.key(),
                to.id(),
                from.key(),
                from.id(),
                cid,
                body,
                Digest.of(to.id(), body),
                after,
                to.rulesVersion(),
                null);
    }

    /// The same message as judged under another rules version.
    public static NewMessage judgedUnder(long rulesVersion, NewMessage m) {
        return new NewMessage(
                m.conversation(),
                m.conversationId(),
                m.sender(),
                m.senderId(),
                m.cid(),
                m.body(),
                m.digest(),
                m.after(),
                rulesVersion,
                m.origin());
    }

    /// Queues a message; the future ends with what became of it.
    public CompletableFuture<AppendOutcome> submit(NewMessage message) {
        var done = new CompletableFuture<AppendOutcome>();
        store.messages().append(message, done::complete);
        return done;
    }

    public AppendOutcome append(NewMessage message) {
        return await(submit(message));
    }

    public Stored say(StoredConversation to, StoredUser from, String text) {
        return stored(append(message(to, from, text(text))));
    }

    /// Says all at once, so that they share batches.
    public List<Stored> sayAll(StoredConversation to, StoredUser from, int count) {
        var waiting = new ArrayList<CompletableFuture<AppendOutcome>>();
        for (int i = 0; i < count; i++) {
            waiting.add(submit(message(to, from, text("message " + i))));
        }
        return waiting.stream().map(w -> stored(await(w))).toList();
    }

    public static Stored stored(AppendOutcome outcome) {
        assertThat(outcome).isInstanceOf(Stored.class);
        return (Stored) outcome;
    }

    public ReadPosition read(StoredUser user, StoredConversation conversation, long seq) {
        var wish = new ReadAdvance(user.key(), conversation.key(), seq);
        return await(store.inbox().advance(List.of(wish))).getFirst();
    }

    public ReadPosition delivered(StoredUser user, StoredConversation conversation, long seq) {
        var wish = new ReadAdvance(user.key(), conversation.key(), 0, seq);
        return await(store.inbox().advance(List.of(wish))).getFirst();
    }

    public static List<Long> keys(Stream<StoredUser> users) {
        return users.map(StoredUser::key).toList();
    }
}
