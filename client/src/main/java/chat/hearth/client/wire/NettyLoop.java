package chat.hearth.client.wire;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/// A [ClientLoop] on one of Netty's event loops, shared with other clients.
public record NettyLoop(EventLoop eventLoop) implements ClientLoop {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean isCurrent() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public Timer after(long delayMs, Runnable task) {
        var scheduled = eventLoop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }
}
