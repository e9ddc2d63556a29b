package chat.hearth.gateway.connection;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The unanswered requests of one connection: those that wait in order, and how many are being worked on.
///
/// Up to the limit a request is work. Beyond it, it is surplus: it waits its turn only to be refused with
/// TOO_MANY_IN_FLIGHT. A client that goes on sending past the limit, whatever it is told, is a flood. Safe
/// for many threads; an idle connection has no queue.
final class Requests {
    /// More surplus than this many times the limit is a flood.
    static final int FLOOD_FACTOR = 4;
    /// More waiting bytes than this stop the reading of the socket.
    static final int MAX_WAITING_BYTES = 256 * 1024;

    /// A frame that waits, and whether it is to be refused.
    static final class Waiting {
        private final byte[] frame;
        private final boolean isSurplus;

        private Waiting(byte[] frame, boolean isSurplus) {
            this.frame = frame;
            this.isSurplus = isSurplus;
        }

        byte[] frame() {
            return frame;
        }

        boolean isSurplus() {
            return isSurplus;
        }
    }

    /// What the connection does about a new frame.
    ///
    /// @param isFirst nobody works on this connection's requests: start
    /// @param isFlood close the connection; the frame was not taken
    record Arrival(boolean isFirst, boolean isFlood) {
        private static final Arrival FLOOD = new Arrival(false, true);
    }

    private final int limit;
    private @Nullable ArrayDeque<Waiting> queue;
    private int waitingBytes;
    private int unanswered;
    private int surplus;
    private boolean isWorkedOn;
    private boolean isFull;
    private boolean isOver;

    Requests(int limit) {
        this.limit = limit;
    }

    synchronized Arrival add(byte[] frame) {
        boolean isSurplus = unanswered >= limit;
        if (isSurplus && ++surplus > limit * FLOOD_FACTOR) {
            clear();
            return Arrival.FLOOD;
        }
        if (!isSurplus) {
            unanswered++;
            surplus = Math.max(0, surplus - 1);
        }
        var waiting = queue == null ? new ArrayDeque<Waiting>(2) : queue;
        waiting.add(new Waiting(frame, isSurplus));
        queue = waiting;
        waitingBytes += frame.length;
        isFull = isFull || waiting.size() >= limit || waitingBytes >= MAX_WAITING_BYTES;
        boolean isFirst = !isWorkedOn;
        isWorkedOn = true;
        return new Arrival(isFirst, false);
    }

    /// The next frame; null ends the work until the next [#add].
    synchronized @Nullable Waiting next() {
        var next = queue == null ? null : queue.poll();
        if (next == null) {
            queue = null;
            isWorkedOn = false;
        } else {
            waitingBytes -= next.frame.length;
        }
        return next;
    }

    /// A request that was not surplus got its answer.
    synchronized void answered() {
        unanswered--;
    }

    /// Whether reading can go on after it was to stop: true once for each stop.
    synchronized boolean hasRoom() {
        boolean isDrained = queue == null || (queue.size() <= limit / 2 && waitingBytes <= MAX_WAITING_BYTES / 2);
        boolean goesOn = isFull && isDrained;
        isFull = isFull && !goesOn;
        return goesOn;
    }

    /// The connection is gone: forgets what waits. True: nobody works on its requests, so the caller is to
    /// wind up.
    synchronized boolean end() {
        clear();
        isOver = true;
        boolean isFirst = !isWorkedOn;
        isWorkedOn = true;
        return isFirst;
    }

    /// Whether the connection is gone.
    synchronized boolean isOver() {
        return isOver;
    }

    /// Forgets what waits.
    synchronized void clear() {
        queue = null;
        waitingBytes = 0;
    }

    /// Whether so much waits that the socket is not to be read.
    synchronized boolean isFull() {
        return isFull;
    }
}
