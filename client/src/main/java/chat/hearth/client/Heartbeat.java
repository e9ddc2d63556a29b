package chat.hearth.client;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Link;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notices a connection that died without a word (G8): silence of `quiet`, then a question, then `pong`
/// without anything heard: cut. One timer, however much is heard.
final class Heartbeat {
    private final ClientLoop loop;
    private final Pace pace;
    private final Runnable ask;
    private final Consumer<Link> giveUp;
    private ClientLoop.@Nullable Timer timer;

    Heartbeat(ClientLoop loop, Pace pace, Runnable ask, Consumer<Link> giveUp) {
        this.loop = loop;
        this.pace = pace;
        this.ask = ask;
        this.giveUp = giveUp;
    }

    void watch(Link link) {
        stop();
        timer = loop.after(pace.quiet(), () -> check(link));
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /// Asks at once, not after the silence: the network has just changed, the machine has just woken.
    void askNow(Link link) {
        stop();
        long askedAt = loop.nanoTime();
        ask.run();
        timer = loop.after(pace.pong(), () -> judge(link, askedAt));
    }

    private void check(Link link) {
        long silentMs = TimeUnit.NANOSECONDS.toMillis(loop.nanoTime() - link.lastHeardNanos());
        if (silentMs >= pace.quiet()) {
            askNow(link);
        } else {
            timer = loop.after(pace.quiet() - silentMs, () -> check(link));
        }
    }

    private void judge(Link link, long askedAt) {
        if (link.lastHeardNanos() - askedAt < 0) {
            giveUp.accept(link);
        } else {
            watch(link);
        }
    }
}
