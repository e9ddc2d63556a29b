package chat.hearth.kit.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.LongAdder;

/// Hands events to the writing thread through a bounded queue. A full queue drops the event and counts it:
/// event loops log too, and a slow disk must not stop them.
final class OverflowingQueue extends AsyncAppender {
    private static final int MOST_EVENTS = 8192;
    private static final int MOST_FLUSH_MS = 2000;

    private final LongAdder dropped = new LongAdder();

    OverflowingQueue() {
        setQueueSize(MOST_EVENTS);
        setDiscardingThreshold(0);
        setNeverBlock(true);
        setMaxFlushTime(MOST_FLUSH_MS);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (getRemainingCapacity() == 0) {
            dropped.increment();
        }
        super.append(event);
    }

    long dropped() {
        return dropped.sum();
    }
}
