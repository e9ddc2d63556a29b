package chat.hearth.kit.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// Collects a body on the event loop, up to a limit and a deadline. Exactly one of its outcomes is told,
/// once.
final class BodyReader {
    /// What became of the body.
    sealed interface Outcome {
        record Complete(Body body) implements Outcome {}

        record TooLarge() implements Outcome {}

        record TooSlow() implements Outcome {}

        record Broken() implements Outcome {}
    }

    /// Is told the outcome, on the event loop.
    @FunctionalInterface
    interface Receiver {
        void receive(Outcome outcome);
    }

    private final int limit;
    private final Receiver receiver;
    private final Vertx vertx;
    private final long timer;
    private Buffer collected = Buffer.buffer();
    private boolean isDone;

    private BodyReader(Vertx vertx, int limit, Duration deadline, Receiver receiver) {
        this.vertx = vertx;
        this.limit = limit;
        this.receiver = receiver;
        this.timer = vertx.setTimer(Math.max(1, deadline.toMillis()), _ -> tell(new Outcome.TooSlow()));
    }

    /// Reads the body of a request, on whose event loop this must be called.
    static void read(Vertx vertx, HttpServerRequest request, int limit, Duration deadline, Receiver receiver) {
        if (announcedLength(request) > limit) {
            receiver.receive(new Outcome.TooLarge());
            return;
        }
        BodyReader reader = new BodyReader(vertx, limit, deadline, receiver);
        request.exceptionHandler(_ -> reader.tell(new Outcome.Broken()));
        request.handler(reader::take);
        request.endHandler(_ -> reader.tell(new Outcome.Complete(Body.of(reader.collected))));
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private void take(Buffer chunk) {
        if (isDone) {
            return;
        }
        if (collected.length() + chunk.length() > limit) {
            tell(new Outcome.TooLarge());
        } else {
            collected.appendBuffer(chunk);
        }
    }

    private void tell(Outcome outcome) {
        if (!isDone) {
            isDone = true;
            vertx.cancelTimer(timer);
            receiver.receive(outcome);
            // What was collected for nothing need not wait for the connection's end.
            collected = Buffer.buffer();
        }
    }
}
