package chat.hearth.client.bench;

import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.Message;
import org.jspecify.annotations.Nullable;

/// One sender's conversation with one receiver: which units are under way, and the books of them.
///
/// Sender and receiver may live on different loops; every method is guarded.
final class Pair {
    /// One of the two ends of a unit was reached.
    ///
    /// @param isWhole the other end had been reached before
    record Step(long sentNanos, boolean isWhole) {}

    private static final long FREE = 0;
    private static final int TEXT_LENGTH = 100;
    private static final String FILLING = "The quick brown fox jumps over the lazy dog; ";

    final int number;
    /// Whose window its units take.
    final int lane;
    final String conversation;
    private final long baseSeq;
    /// The units under way, never more than the sender's window.
    private final long[] units;

    private final long[] sentNanos;
    private final boolean[] isHalf;
    private long sent;
    private long acked;
    private long received;
    private long duplicates;
    private long reordered;
    private long corrupt;

    /// Begins with nothing under way, in a conversation that may have a past.
    Pair(int number, int lane, Conversation opened, int window) {
        this.number = number;
        this.lane = lane;
        this.conversation = opened.getConversation();
        this.baseSeq = opened.getSeqHead();
        this.units = new long[window];
        this.sentNanos = new long[window];
        this.isHalf = new boolean[window];
    }

    /// The pair that a text says it belongs to; -1: it is no text of a workload.
    static int numberIn(String text) {
        int end = text.indexOf(' ');
        try {
            return end < 1 ? -1 : Integer.parseInt(text, 0, end, 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// Opens the next unit; the answer is its number, from 1.
    synchronized long open(long nowNanos) {
        int slot = slot(FREE);
        sent++;
        units[slot] = sent;
        sentNanos[slot] = nowNanos;
        isHalf[slot] = false;
        return sent;
    }

    /// The text of a unit: the receiver makes it again and compares.
    String text(long unit) {
        var text = new StringBuilder(TEXT_LENGTH)
                .append(number)
                .append(' ')
                .append(unit)
                .append(' ');
        for (int i = (int) (unit % FILLING.length()); text.length() < TEXT_LENGTH; i++) {
            text.append(FILLING.charAt(i % FILLING.length()));
        }
        return text.toString();
    }

    /// The sender got its ack.
    synchronized Step acked(long unit) {
        acked++;
        return step(unit);
    }

    /// The receiver got a message. It is the pair's next unit, or something is wrong: then null.
    synchronized @Nullable Step received(String in, Message message) {
        var text = message.getBody().getText();
        long unit = received + 1;
        if (unit <= sent && in.equals(conversation) && text.equals(text(unit))) {
            received++;
            return step(unit);
        }
        book(text);
        return null;
    }

    synchronized void addTo(Ledger.Sums sums, long seqHead) {
        sums.add(new Ledger(sent, acked, received, seqHead - baseSeq, duplicates, reordered, corrupt));
    }

    private void book(String text) {
        var parts = text.split(" ", 3);
        try {
            long unit = Long.parseLong(parts[1]);
            if (!text.equals(text(unit))) {
                corrupt++;
            } else if (unit <= received) {
                duplicates++;
            } else {
                reordered++;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            corrupt++;
        }
    }

    private Step step(long unit) {
        int slot = slot(unit);
        var step = new Step(sentNanos[slot], isHalf[slot]);
        isHalf[slot] = true;
        if (step.isWhole) {
            units[slot] = FREE;
        }
        return step;
    }

    private int slot(long unit) {
        for (int i = 0; i < units.length; i++) {
            if (units[i] == unit) {
                return i;
            }
        }
        throw new IllegalStateException("unit " + unit + " of pair " + number + " is not under way");
    }
}
