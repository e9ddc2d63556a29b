package chat.hearth.client.request;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Refusal;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Retry;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Durable sends: each goes out, and out again, with the same cid until it is acknowledged or refused for
/// good; those of one conversation are stored in the order of [#submit] (G2, G15), pipelined.
///
/// On the client's loop only; so are the futures' callbacks.
public final class Outbox {
    /// A cid is recognised for 7 days at least; beyond that a retry may store twice.
    private static final long MAX_AGE_MS = Duration.ofDays(7).toMillis();
    /// A fault that meets the same send this often is not the moment's fault.
    private static final int MAX_FAULTS = 5;

    private final ClientLoop loop;
    private final Exchange exchange;
    private final ServerClock clock;
    private final RandomGenerator random;
    private final OutboxBounds bounds;
    private final AckListener onSent;
    private final Map<String, Chain> chains = new HashMap<>();
    private final SequencedSet<Chain> ready = new LinkedHashSet<>();
    private int size;
    private int inFlight;
    private long nextOrder;
    private long pausedUntilNanos;
    private boolean isPaused;
    private boolean isAttached;
    private boolean isClosed;

    /// Told of an ack before the send's future completes.
    public interface AckListener {
        /// The message is stored.
        void sent(String conversation, Body body, Sent sent);
    }

    /// Begins empty and without a connection.
    public Outbox(
            ClientLoop loop,
            Exchange exchange,
            ServerClock clock,
            RandomGenerator random,
            OutboxBounds bounds,
            AckListener onSent) {
        this.loop = loop;
        this.exchange = exchange;
        this.clock = clock;
        this.random = random;
        this.bounds = bounds;
        this.onSent = onSent;
    }

    /// Takes a send. It leaves after all earlier ones of its conversation.
    public CompletableFuture<SendResult> submit(String conversation, Body body) {
        if (isClosed) {
            return CompletableFuture.completedFuture(new SendResult.Abandoned("the client is closed", false));
        }
        if (size >= bounds.entries()) {
            return CompletableFuture.completedFuture(new SendResult.OutboxFull(bounds.entries()));
        }
        var chain = chains.computeIfAbsent(conversation, Chain::new);
        var entry = new OutboxEntry(chain, body, nextOrder++);
        chain.add(entry);
        size++;
        ready.add(chain);
        pump();
        return entry.result;
    }

    /// Unacknowledged sends, attempted or not.
    public int size() {
        return size;
    }

    /// A connection is up and caught up: everything unacknowledged goes out again.
    public void attached() {
        isAttached = true;
        ready.addAll(chains.values());
        pump();
    }

    /// The connection is gone.
    public void detached() {
        isAttached = false;
        inFlight = 0;
        for (var chain : chains.values()) {
            chain.all().forEach(OutboxEntry::stopTimer);
            chain.lost();
        }
    }

    /// Sends what may leave, one conversation after the other.
    public void pump() {
        while (isAttached && !isPaused && inFlight < bounds.inFlight() && exchange.hasRoom() && !ready.isEmpty()) {
            var chain = ready.removeFirst();
            if (chain.isReady()) {
                attempt(chain);
                if (chain.isReady()) {
                    ready.addLast(chain);
                }
            }
        }
    }

    /// Ends every send that has no ack.
    public void close(String reason) {
        isClosed = true;
        isAttached = false;
        var all = new ArrayList<OutboxEntry>();
        chains.values().forEach(chain -> all.addAll(chain.all()));
        for (var entry : all) {
            finish(entry, new SendResult.Abandoned(reason, entry.attempts > 0));
        }
    }

    private void attempt(Chain chain) {
        var entry = chain.head();
        if (entry.cid == null) {
            entry.cid = clock.newCid();
        } else if (clock.nowMs() - entry.cid.timeMs() > MAX_AGE_MS) {
            finish(entry, new SendResult.TooOld(entry.cid));
            return;
        }
        var send = Send.newBuilder()
                .setConversation(chain.conversation)
                .setCid(entry.cid.toString())
                .setBody(entry.body)
                .setAfterCid(chain.predecessor());
        entry.requestId = exchange.send(Request.newBuilder().setSend(send), reply -> answered(entry, reply));
        if (entry.requestId == 0) {
            finish(entry, new SendResult.Refused(Refusal.of(ErrorCode.BODY_TOO_LARGE)));
            return;
        }
        entry.attempts++;
        inFlight++;
        chain.attempted();
        entry.ackTimer = loop.after(bounds.ackTimeoutMs(), () -> overdue(entry));
    }

    private void answered(OutboxEntry entry, Reply reply) {
        inFlight--;
        entry.stopTimer();
        if (reply.hasSent()) {
            onSent.sent(entry.chain.conversation, entry.body, reply.getSent());
            finish(entry, new SendResult.Stored(reply.getSent()));
        } else {
            refused(entry, Refusal.of(reply.getError()));
        }
        pump();
    }

    private void refused(OutboxEntry entry, Refusal refusal) {
        if (refusal.code() == ErrorCode.PREDECESSOR_MISSING) {
            // The first time the predecessor's own failure already says how long to wait.
            if (entry.missingPredecessor++ > 0) {
                pause(refusal.retryAfterMs());
            }
            again(entry);
        } else if (refusal.code() == ErrorCode.CID_OUT_OF_WINDOW && entry.attempts == 1) {
            // Never stored under this cid, so a new one can't store it twice.
            clock.told(refusal.serverTimeMs());
            entry.cid = null;
            entry.attempts = 0;
            entry.faults++;
            retryOrGiveUp(entry, refusal, 0);
        } else if (refusal.code() == ErrorCode.INTERNAL) {
            entry.faults++;
            retryOrGiveUp(entry, refusal, refusal.retryAfterMs());
        } else if (refusal.retry() == Retry.SAME_REQUEST) {
            pause(refusal.retryAfterMs());
            again(entry);
        } else {
            finish(entry, new SendResult.Refused(refusal));
        }
    }

    private void retryOrGiveUp(OutboxEntry entry, Refusal refusal, long delayMs) {
        if (entry.faults >= MAX_FAULTS) {
            finish(entry, new SendResult.Refused(refusal));
        } else {
            pause(delayMs);
            again(entry);
        }
    }

    private void overdue(OutboxEntry entry) {
        inFlight--;
        entry.ackTimer = null;
        again(entry);
        exchange.forget(entry.requestId);
        pump();
    }

    private void again(OutboxEntry entry) {
        entry.chain.failed(entry);
        ready.add(entry.chain);
    }

    /// Nothing leaves for so long, and up to a quarter more, so that many clients do not come back at once.
    private void pause(long delayMs) {
        if (delayMs == 0) {
            return;
        }
        long waitMs = delayMs + random.nextLong(delayMs / 4 + 1);
        long until = loop.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
        if (!isPaused || until > pausedUntilNanos) {
            isPaused = true;
            pausedUntilNanos = until;
            loop.after(waitMs, () -> proceed(until));
        }
    }

    private void proceed(long until) {
        if (isPaused && until == pausedUntilNanos) {
            isPaused = false;
            pump();
        }
    }

    private void finish(OutboxEntry entry, SendResult result) {
        entry.stopTimer();
        entry.chain.settled(entry);
        size--;
        if (entry.chain.isEmpty()) {
            chains.remove(entry.chain.conversation);
            ready.remove(entry.chain);
        } else {
            ready.add(entry.chain);
        }
        entry.result.complete(result);
    }
}
