package chat.hearth.client.request;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Refusal;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Retry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Requests that expect a result within a deadline. They wait while there is no connection, and are asked
/// again where the catalogue says so. On the client's loop only; so are the futures' callbacks.
public final class Calls {
    /// Whether a request may be asked again on another connection.
    public enum Repeat {
        /// Asking twice does no harm.
        YES,
        /// Fails with its connection.
        NO
    }

    private final ClientLoop loop;
    private final Exchange exchange;
    private final int maxWaiting;
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final Set<Call> onTheirWay = new LinkedHashSet<>();
    private int delayed;
    private boolean isClosed;

    /// Begins with nothing waiting.
    ///
    /// @param maxWaiting calls beyond this fail with [RequestFailed.NotSent]
    public Calls(ClientLoop loop, Exchange exchange, int maxWaiting) {
        this.loop = loop;
        this.exchange = exchange;
        this.maxWaiting = maxWaiting;
    }

    /// Asks; the future completes with a reply that is no error, or with [RequestFailed].
    public CompletableFuture<Reply> call(Request.Builder request, long deadlineMs, Repeat repeat) {
        var call = new Call(request, repeat);
        if (isClosed || waiting.size() + delayed >= maxWaiting) {
            call.fail(new RequestFailed.NotSent(isClosed ? "the client is closed" : maxWaiting + " calls wait"));
            return call.result;
        }
        call.deadline = loop.after(deadlineMs, () -> expire(call, deadlineMs));
        waiting.addLast(call);
        pump();
        return call.result;
    }

    /// Sends what may leave.
    public void pump() {
        while (exchange.hasRoom() && !waiting.isEmpty()) {
            var call = waiting.removeFirst();
            call.id = exchange.send(call.request, reply -> answered(call, reply));
            if (call.id == 0) {
                call.fail(new RequestFailed.NotSent("the request is larger than the server takes"));
            } else {
                onTheirWay.add(call);
            }
        }
    }

    /// The connection is gone.
    public void detached() {
        var lost = List.copyOf(onTheirWay).reversed();
        onTheirWay.clear();
        for (var call : lost) {
            if (call.repeat == Repeat.YES) {
                waiting.addFirst(call);
            } else {
                call.fail(new RequestFailed.ConnectionLost());
            }
        }
    }

    /// Fails everything that waits.
    public void close(String reason) {
        isClosed = true;
        var all = new ArrayDeque<>(onTheirWay);
        all.addAll(waiting);
        onTheirWay.clear();
        waiting.clear();
        all.forEach(call -> call.fail(new RequestFailed.NotSent(reason)));
    }

    private void answered(Call call, Reply reply) {
        onTheirWay.remove(call);
        if (!reply.hasError()) {
            call.succeed(reply);
            return;
        }
        var refusal = Refusal.of(reply.getError());
        if (refusal.retry() == Retry.SAME_REQUEST) {
            delayed++;
            loop.after(refusal.retryAfterMs(), () -> again(call));
        } else {
            call.fail(new RequestFailed.Refused(refusal));
        }
    }

    private void again(Call call) {
        delayed--;
        if (isClosed) {
            call.fail(new RequestFailed.NotSent("the client is closed"));
        } else if (!call.result.isDone()) {
            waiting.addLast(call);
            pump();
        }
    }

    private void expire(Call call, long deadlineMs) {
        waiting.remove(call);
        if (onTheirWay.remove(call)) {
            exchange.forget(call.id);
        }
        call.fail(new RequestFailed.TimedOut(deadlineMs));
    }

    private static final class Call {
        final Request.Builder request;
        final Repeat repeat;
        final CompletableFuture<Reply> result = new CompletableFuture<>();
        ClientLoop.@Nullable Timer deadline;
        int id;

        Call(Request.Builder request, Repeat repeat) {
            this.request = request;
            this.repeat = repeat;
        }

        void succeed(Reply reply) {
            stop();
            result.complete(reply);
        }

        void fail(RequestFailed failure) {
            stop();
            result.completeExceptionally(failure);
        }

        private void stop() {
            if (deadline != null) {
                deadline.cancel();
            }
        }
    }
}
