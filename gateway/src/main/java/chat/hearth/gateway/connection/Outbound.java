package chat.hearth.gateway.connection;

import chat.hearth.protocol.SharedFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The frames of one connection that wait to be sent: any thread offers, the event loop takes. Bounded in
/// frames and in bytes; an idle connection has no queue.
///
/// A frame is taken while less than the limit waits, so the limit is passed by less than one frame. Bytes are
/// those of the binary encoding also where JSON is sent: they are known before anything is encoded, so that
/// encoding can be left to the event loop.
final class Outbound {
    /// What became of an offer.
    enum Offer {
        /// It waits, and somebody will send it.
        TAKEN,
        /// It waits, and the caller has to see to it that the event loop comes for it.
        TAKEN_AS_FIRST,
        /// There is no room.
        FULL,
        /// The connection ends.
        ENDED
    }

    private final ConnectionLimits limits;
    private final LongAdder waitingOfAll;
    private @Nullable ArrayDeque<SharedFrame> queue;
    private @Nullable Runnable whenDrained;
    private int bytes;
    private boolean isBeingSent;
    private boolean isEnded;

    /// @param waitingOfAll bytes that wait on all connections together
    Outbound(ConnectionLimits limits, LongAdder waitingOfAll) {
        this.limits = limits;
        this.waitingOfAll = waitingOfAll;
    }

    synchronized Offer offer(SharedFrame frame) {
        if (isEnded) {
            return Offer.ENDED;
        }
        int size = size(frame);
        var waiting = queue == null ? new ArrayDeque<SharedFrame>(2) : queue;
        if (bytes >= limits.outboundBytes() || waiting.size() >= limits.outboundFrames()) {
            return Offer.FULL;
        }
        waiting.add(frame);
        queue = waiting;
        bytes += size;
        waitingOfAll.add(size);
        boolean isFirst = !isBeingSent;
        isBeingSent = true;
        return isFirst ? Offer.TAKEN_AS_FIRST : Offer.TAKEN;
    }

    /// The next frames, at least one if any waits, in all about as many bytes as asked for. None: the sending
    /// is over until the next offer that is taken as first.
    synchronized List<SharedFrame> take(int aboutBytes) {
        var batch = new ArrayList<SharedFrame>();
        int room = aboutBytes;
        while (queue != null && !queue.isEmpty() && room > 0) {
            var frame = queue.remove();
            int size = size(frame);
            bytes -= size;
            waitingOfAll.add(-size);
            room -= size;
            batch.add(frame);
        }
        if (batch.isEmpty()) {
            queue = null;
            isBeingSent = false;
        }
        return batch;
    }

    /// Keeps the callback for [#takeDrained]; the latest replaces an earlier one.
    synchronized void whenDrained(Runnable callback) {
        whenDrained = isEnded ? null : callback;
    }

    /// The callback, once, if less than a quarter of the room is taken.
    synchronized @Nullable Runnable takeDrained() {
        boolean isDrained =
                queue == null || (queue.size() <= limits.outboundFrames() / 4 && bytes <= limits.outboundBytes() / 4);
        var callback = isDrained ? whenDrained : null;
        whenDrained = isDrained ? null : whenDrained;
        return callback;
    }

    /// Takes nothing more; what waits can still be taken. True: this was the first time.
    synchronized boolean end() {
        boolean isFirst = !isEnded;
        isEnded = true;
        whenDrained = null;
        return isFirst;
    }

    synchronized boolean isEmpty() {
        return queue == null || queue.isEmpty();
    }

    /// Forgets what waits.
    synchronized void clear() {
        queue = null;
        waitingOfAll.add(-bytes);
        bytes = 0;
    }

    private static int size(SharedFrame frame) {
        return frame.frame().getSerializedSize();
    }
}
