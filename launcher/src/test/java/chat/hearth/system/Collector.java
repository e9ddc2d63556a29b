package chat.hearth.system;

import chat.hearth.client.ClientListener;
import chat.hearth.client.Status;
import chat.hearth.protocol.v1.Message;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Everything one client was told of its conversations, by seq. Fails at once if a message is told twice.
final class Collector implements ClientListener {
    private static final int PATIENCE_S = 60;

    private final Map<String, NavigableMap<Long, Message>> messages = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private int resets;
    private int arrivals;
    private int repetitions;

    @Override
    public void onMessage(String conversation, Message message) {
        locked(() -> {
            if (of(conversation).put(message.getSeq(), message) != null) {
                repetitions++;
            }
        });
    }

    @Override
    public void onReset(String conversation, List<Message> window) {
        locked(() -> {
            resets++;
            window.forEach(message -> of(conversation).put(message.getSeq(), message));
        });
    }

    @Override
    public void onStatus(Status status) {
        locked(() -> arrivals += status instanceof Status.Live ? 1 : 0);
    }

    /// How often it became live: once, unless the connection was lost.
    int arrivals() {
        return arrivals;
    }

    /// Messages that were told more than once.
    int repetitions() {
        return repetitions;
    }

    /// How often so much was missed that the client started afresh.
    int resets() {
        return resets;
    }

    /// Waits until the newest message told of the conversation is this one, and answers all told, by seq.
    List<Message> awaitUpTo(String conversation, long seq) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_S);
            while (of(conversation).isEmpty() || of(conversation).lastKey() < seq) {
                if (left <= 0) {
                    throw new AssertionError("told up to "
                            + (of(conversation).isEmpty()
                                    ? "nothing"
                                    : of(conversation).lastKey())
                            + " of " + conversation + ", not up to " + seq);
                }
                left = grown.awaitNanos(left);
            }
            return List.copyOf(of(conversation).values());
        } finally {
            lock.unlock();
        }
    }

    private NavigableMap<Long, Message> of(String conversation) {
        return messages.computeIfAbsent(conversation, _ -> new TreeMap<>());
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
