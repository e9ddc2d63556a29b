package chat.hearth.client.request;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// The unacknowledged sends of one conversation, in their order.
///
/// ```
/// queued ──attempt──▶ sent ──ack──▶ gone
///    ▲                 │ retryable failure
///    └── when nothing ─┴──▶ failed
///        is sent any more
/// ```
///
/// While something has failed nothing new leaves: when the last of `sent` is settled, what failed goes back
/// to the head of `queued` and the chain starts again from there, in order (G15).
final class Chain {
    final String conversation;
    private final Deque<OutboxEntry> queued = new ArrayDeque<>();
    private final Deque<OutboxEntry> sent = new ArrayDeque<>();
    private final List<OutboxEntry> failed = new ArrayList<>();

    Chain(String conversation) {
        this.conversation = conversation;
    }

    void add(OutboxEntry entry) {
        queued.addLast(entry);
    }

    boolean isEmpty() {
        return queued.isEmpty() && sent.isEmpty() && failed.isEmpty();
    }

    /// Whether the next entry may leave.
    boolean isReady() {
        return !queued.isEmpty() && failed.isEmpty();
    }

    OutboxEntry head() {
        return queued.getFirst();
    }

    /// The cid of the entry before the head, if that is not acknowledged.
    String predecessor() {
        var last = sent.peekLast();
        return last == null || last.cid == null ? "" : last.cid.toString();
    }

    /// The head is on its way.
    void attempted() {
        sent.addLast(queued.removeFirst());
    }

    /// This one has its answer, or is given up.
    void settled(OutboxEntry entry) {
        if (!sent.remove(entry)) {
            queued.remove(entry);
            failed.remove(entry);
        }
        rewind();
    }

    /// This one must be sent again.
    void failed(OutboxEntry entry) {
        if (sent.remove(entry)) {
            failed.add(entry);
        }
        rewind();
    }

    /// The connection is gone: all of it must be sent again.
    void lost() {
        failed.addAll(sent);
        sent.clear();
        rewind();
    }

    /// Every entry, in order.
    List<OutboxEntry> all() {
        var all = new ArrayList<>(failed);
        all.addAll(sent);
        all.addAll(queued);
        all.sort(Comparator.comparingLong(entry -> entry.order));
        return all;
    }

    private void rewind() {
        if (sent.isEmpty() && !failed.isEmpty()) {
            failed.sort(Comparator.comparingLong(entry -> -entry.order));
            failed.forEach(queued::addFirst);
            failed.clear();
        }
    }
}
