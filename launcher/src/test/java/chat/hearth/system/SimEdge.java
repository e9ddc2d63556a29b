package chat.hearth.system;

import chat.hearth.client.wire.Ending;
import chat.hearth.client.wire.Link;
import chat.hearth.client.wire.LinkEvents;
import chat.hearth.core.delivery.Outbox;
import chat.hearth.core.session.Session;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One connection without a network: what is on its way in either direction waits until the test moves it on.
final class SimEdge implements Link, Outbox {
    /// Stands for every address.
    static final String URL = "ws://sim/ws";

    private final SimDispatch dispatch;
    private final LinkEvents client;
    private final int room;
    private final Queue<Request> toServer = new ArrayDeque<>();
    private final Queue<SharedFrame> toClient = new ArrayDeque<>();
    private @Nullable Session session;
    private @Nullable Runnable whenDrained;
    private @Nullable CloseCode closing;
    private boolean isCaughtUp;
    private boolean isOver;

    /// @param room frames that may wait on their way to the client once it has caught up
    SimEdge(SimDispatch dispatch, LinkEvents client, int room) {
        this.dispatch = dispatch;
        this.client = client;
        this.room = room;
    }

    /// Whether something is on its way.
    synchronized boolean isBusy() {
        return !isOver && !(toServer.isEmpty() && toClient.isEmpty() && closing == null);
    }

    synchronized boolean isOver() {
        return isOver;
    }

    /// One request arrives; false: none was on its way.
    boolean arrive() {
        Request request;
        synchronized (this) {
            request = isOver || closing != null ? null : toServer.poll();
        }
        if (request == null) {
            return false;
        }
        dispatch.take(this, request);
        return true;
    }

    /// One frame arrives at the client, or the end of the connection; false: nothing was on its way.
    boolean deliver() {
        SharedFrame frame;
        Runnable drained = null;
        CloseCode code;
        synchronized (this) {
            if (isOver) {
                return false;
            }
            frame = toClient.poll();
            code = frame == null ? closing : null;
            if (toClient.size() <= room / 4) {
                drained = whenDrained;
                whenDrained = null;
            }
        }
        if (drained != null) {
            drained.run();
        }
        if (frame != null) {
            client.received(frame.frame());
            return true;
        }
        if (code != null) {
            end(new Ending.Closed(code.getNumber(), "closed by the node"));
            return true;
        }
        return false;
    }

    private void end(Ending why) {
        Session left;
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
            toServer.clear();
            toClient.clear();
            left = session;
        }
        if (left != null) {
            dispatch.left(left);
        }
        client.ended(why);
    }

    @Override
    public synchronized boolean send(Request request) {
        if (!isOver) {
            toServer.add(request);
        }
        return true;
    }

    @Override
    public void limitFrames(int bytes) {}

    @Override
    public void close() {
        end(new Ending.Left());
    }

    @Override
    public void cut() {
        end(new Ending.Lost("cut"));
    }

    @Override
    public void reading(boolean isReading) {}

    @Override
    public long lastHeardNanos() {
        return Long.MAX_VALUE / 2;
    }

    @Override
    public synchronized boolean offer(SharedFrame frame) {
        // What a resume carries has room anywhere, or nobody with much to catch up on would ever come back.
        boolean hasRoom = !isCaughtUp || toClient.size() < room;
        isCaughtUp |= frame.frame().hasCaughtUp();
        return !isOver && closing == null && hasRoom && toClient.add(frame);
    }

    @Override
    public synchronized void whenDrained(Runnable callback) {
        whenDrained = callback;
    }

    @Override
    public synchronized void close(CloseCode code, String reason) {
        if (closing == null) {
            closing = code;
        }
    }

    /// Answers a request, or ends the connection of a client that has no room even for that.
    void reply(Reply.Builder reply) {
        if (!offer(new SharedFrame(ServerFrame.newBuilder().setReply(reply).build()))) {
            close(CloseCode.SLOW_CONSUMER, "no room for a reply");
        }
    }

    @Nullable Session session() {
        return session;
    }

    void admitted(Session admitted) {
        session = admitted;
    }
}
