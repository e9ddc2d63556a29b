package chat.hearth.kit.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// The threads that sockets belong to, shared by all servers of a process: one per processor, on epoll where
/// there is.
public final class EventLoops implements AutoCloseable {
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final int count;
    private final AtomicInteger freePorts = new AtomicInteger();

    private EventLoops(Vertx vertx, int count) {
        this.vertx = vertx;
        this.count = count;
    }

    /// One event loop per processor.
    public static EventLoops start() {
        return start(Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    public static EventLoops start(int count) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(count)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setPreferNativeTransport(true)
                // Nothing is served from the class path, so there is nothing to unpack into a temporary folder.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        return new EventLoops(Vertx.vertx(options), count);
    }

    public Vertx vertx() {
        return vertx;
    }

    int count() {
        return count;
    }

    /// Whether epoll carries the sockets, rather than the JDK's selector.
    public boolean isNative() {
        return vertx.isNativeTransportEnabled();
    }

    /// A number that makes the instances of one server, and only these, share one free port.
    int nextFreePortGroup() {
        return freePorts.incrementAndGet();
    }

    @Override
    public void close() {
        Waiting.until(vertx.close(), CLOSE_BOUND);
    }
}
