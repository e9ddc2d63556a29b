package chat.hearth.client.fake;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Link;
import chat.hearth.protocol.v1.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A link that keeps what was sent, and hands it on.
public final class FakeLink implements Link {
    public final List<Request> sent = new ArrayList<>();
    private final ClientLoop loop;
    private final Consumer<Request> server;
    private final Consumer<Boolean> whenClosed;
    private int limit = Integer.MAX_VALUE;
    private long lastHeardNanos;

    public FakeLink(ClientLoop loop) {
        this(loop, _ -> {}, _ -> {});
    }

    /// A link to this server.
    ///
    /// @param whenClosed told true for a goodbye, false for a cut
    public FakeLink(ClientLoop loop, Consumer<Request> server, Consumer<Boolean> whenClosed) {
        this.loop = loop;
        this.server = server;
        this.whenClosed = whenClosed;
        this.lastHeardNanos = loop.nanoTime();
    }

    public void heard() {
        lastHeardNanos = loop.nanoTime();
    }

    @Override
    public boolean send(Request request) {
        if (request.getSerializedSize() > limit) {
            return false;
        }
        sent.add(request);
        server.accept(request);
        return true;
    }

    @Override
    public void limitFrames(int bytes) {
        limit = bytes;
    }

    @Override
    public void close() {
        whenClosed.accept(true);
    }

    @Override
    public void cut() {
        whenClosed.accept(false);
    }

    @Override
    public void reading(boolean isReading) {}

    @Override
    public long lastHeardNanos() {
        return lastHeardNanos;
    }
}
