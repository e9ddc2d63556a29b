package chat.hearth.core.fake;

import chat.hearth.core.delivery.Outbox;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Event;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A connection that sends only when told to.
public final class FakeOutbox implements Outbox {
    private final int capacity;
    private final Queue<SharedFrame> queue = new ArrayDeque<>();
    private final List<SharedFrame> sent = new ArrayList<>();
    private final List<CloseCode> closes = new ArrayList<>();
    private @Nullable Runnable whenDrained;
    private volatile Runnable onOffer = () -> {};

    public FakeOutbox() {
        this(Integer.MAX_VALUE);
    }

    /// Takes as many frames as `capacity` until they are sent.
    public FakeOutbox(int capacity) {
        this.capacity = capacity;
    }

    /// Runs before each offer, on the thread that offers.
    public void onOffer(Runnable step) {
        onOffer = step;
    }

    @Override
    public boolean offer(SharedFrame frame) {
        onOffer.run();
        synchronized (this) {
            if (!closes.isEmpty() || queue.size() >= capacity) {
                return false;
            }
            return queue.add(frame);
        }
    }

    @Override
    public synchronized void whenDrained(Runnable callback) {
        whenDrained = callback;
    }

    @Override
    public synchronized void close(CloseCode code, String reason) {
        closes.add(code);
    }

    /// Sends one frame; false if none waits.
    public synchronized boolean sendOne() {
        var frame = queue.poll();
        return frame != null && sent.add(frame);
    }

    /// Sends all that waits and says so.
    public void drain() {
        while (sendOne()) {
            // Until nothing waits.
        }
        tellDrained();
    }

    /// Calls back whoever waits for room. As an edge does, without holding a lock.
    public void tellDrained() {
        Runnable callback;
        synchronized (this) {
            callback = closes.isEmpty() ? whenDrained : null;
            whenDrained = null;
        }
        if (callback != null) {
            callback.run();
        }
    }

    /// How often it was closed, with which codes.
    public synchronized List<CloseCode> closes() {
        return List.copyOf(closes);
    }

    /// Everything taken so far, in order, sent or not.
    public synchronized List<SharedFrame> taken() {
        return Stream.concat(sent.stream(), queue.stream()).toList();
    }

    /// The same as frames.
    public List<ServerFrame> frames() {
        return taken().stream().map(SharedFrame::frame).toList();
    }

    /// The durable events among them.
    public List<Event> events() {
        return frames().stream()
                .filter(ServerFrame::hasEvent)
                .map(ServerFrame::getEvent)
                .toList();
    }

    /// Which kinds of frames were taken, in order.
    public List<ServerFrame.FrameCase> kinds() {
        return frames().stream().map(ServerFrame::getFrameCase).toList();
    }
}
