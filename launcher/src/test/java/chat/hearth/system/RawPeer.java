package chat.hearth.system;

import chat.hearth.client.wire.Ending;
import chat.hearth.client.wire.HttpRouter;
import chat.hearth.client.wire.Link;
import chat.hearth.client.wire.LinkEvents;
import chat.hearth.client.wire.NettyLoop;
import chat.hearth.client.wire.RouteOutcome;
import chat.hearth.client.wire.Transport;
import chat.hearth.client.wire.WebSocketDialer;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One connection that does what it is told and nothing by itself: no retry, no reconnect, no fetching.
final class RawPeer implements LinkEvents, AutoCloseable {
    private static final int PATIENCE_S = 30;
    private static final int TIMEOUT_MS = 10_000;

    /// Everything that came and answered no request, in order.
    final Queue<ServerFrame> unasked = new ConcurrentLinkedQueue<>();
    /// Ends when the connection has.
    final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final NettyLoop loop;
    private final CompletableFuture<Link> link = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    private RawPeer(NettyLoop loop) {
        this.loop = loop;
    }

    /// Connects by way of `/route` and says hello.
    static RawPeer connect(Transport transport, URI server, String token, Encoding encoding, Hello.Builder hello)
            throws Exception {
        var loop = transport.nextLoop();
        var way = new CompletableFuture<RouteOutcome>();
        loop.execute(() -> new HttpRouter(transport, loop, server, TIMEOUT_MS).route(token, way::complete));
        if (!(way.get(PATIENCE_S, TimeUnit.SECONDS) instanceof RouteOutcome.Routed routed)) {
            throw new AssertionError("no way in: " + way.join());
        }
        var peer = new RawPeer(loop);
        var url = routed.endpoints().getFirst();
        loop.execute(() -> new WebSocketDialer(transport, loop, encoding, TIMEOUT_MS).dial(url, peer));
        var welcome = peer.ask(Request.newBuilder().setHello(hello.setTicket(routed.ticket())));
        if (!welcome.hasWelcome()) {
            throw new AssertionError("not welcome: " + welcome);
        }
        return peer;
    }

    /// Asks, and answers when the reply is there.
    Reply ask(Request.Builder request) throws Exception {
        return submit(request).get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /// Asks; requests leave in the order of the calls of one thread.
    CompletableFuture<Reply> submit(Request.Builder request) {
        int id = ids.incrementAndGet();
        var reply = new CompletableFuture<Reply>();
        waiting.put(id, reply);
        var built = request.setId(id).build();
        var _ = link.thenAccept(open -> loop.execute(() -> open.send(built)));
        return reply;
    }

    @Override
    public void opened(Link open) {
        link.complete(open);
        open.limitFrames(65_536);
    }

    @Override
    public void received(ServerFrame frame) {
        var reply = frame.hasReply() ? waiting.remove(frame.getReply().getId()) : null;
        if (reply == null) {
            unasked.add(frame);
        } else {
            reply.complete(frame.getReply());
        }
    }

    @Override
    public void ended(Ending why) {
        ended.complete(why);
        var broken = new IllegalStateException("the connection ended: " + why);
        link.completeExceptionally(broken);
        waiting.values().forEach(reply -> reply.completeExceptionally(broken));
    }

    /// Breaks the connection without a word.
    void cut() {
        var _ = link.thenAccept(open -> loop.execute(open::cut));
    }

    @Override
    public void close() {
        cut();
    }
}
