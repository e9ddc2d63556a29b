package chat.hearth.system;

import chat.hearth.client.HearthClient;
import chat.hearth.client.wire.Tap;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Cuts a client's connection once, at a chosen frame: what came before it got through, it and what was on its
/// way did not. Lives on the client's loop.
final class Scissors implements Tap {
    /// Which way the frame travels.
    enum Way {
        TO_CLIENT,
        TO_SERVER
    }

    private final Way way;
    private final int cutAt;
    private volatile @Nullable HearthClient client;
    private final AtomicInteger toClient = new AtomicInteger();
    private final AtomicInteger toServer = new AtomicInteger();
    private boolean isCutting;
    private volatile boolean hasCut;

    /// Cuts instead of letting frame number `cutAt`, counted from 0, through.
    Scissors(Way way, int cutAt) {
        this.way = way;
        this.cutAt = cutAt;
    }

    /// Cuts nothing and counts.
    static Scissors counting() {
        return new Scissors(Way.TO_CLIENT, Integer.MAX_VALUE);
    }

    void hold(HearthClient held) {
        client = held;
    }

    /// Frames that travelled this way.
    int count(Way asked) {
        return (asked == Way.TO_CLIENT ? toClient : toServer).get();
    }

    boolean hasCut() {
        return hasCut;
    }

    @Override
    public boolean inbound(ServerFrame frame) {
        return passes(Way.TO_CLIENT, toClient.getAndIncrement());
    }

    @Override
    public boolean outbound(Request request) {
        if (request.hasHello()) {
            isCutting = false;
        }
        return passes(Way.TO_SERVER, toServer.getAndIncrement());
    }

    private boolean passes(Way its, int number) {
        var held = client;
        if (its == way && number == cutAt && held != null) {
            isCutting = true;
            hasCut = true;
            held.cut();
        }
        return !isCutting;
    }
}
