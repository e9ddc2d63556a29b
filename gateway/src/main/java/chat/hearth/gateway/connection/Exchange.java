package chat.hearth.gateway.connection;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.outcome.StoreFault;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and the ways to answer it; exactly one of them is to be called, once.
record Exchange(Connection connection, Request request) {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /// Puts a result into a reply: one of the reply's own setters.
    interface Setter<T> extends BiFunction<Reply.Builder, T, Reply.Builder> {}

    /// Answers from the thread that works on the connection's requests.
    <T> void answer(Outcome<T> outcome, Setter<T> setter) {
        var frame = frame(outcome, setter);
        // Encoded here, because an answer to a question can be large, and the event loop has other sockets.
        var _ = frame.bytes(connection.encoding());
        connection.answer(frame);
    }

    /// Answers from a thread that has no time, such as the store's.
    <T> void answerLater(Outcome<T> outcome, Setter<T> setter) {
        connection.answer(frame(outcome, setter));
    }

    void done(Reply.Builder reply) {
        connection.answer(Replies.of(request.getId(), reply));
    }

    void refuse(ErrorCode code) {
        refuse(Refusal.of(code));
    }

    void refuse(Refusal refusal) {
        connection.answer(Replies.refused(request.getId(), refusal));
    }

    /// Answers what went wrong: what the store says of itself, or INTERNAL.
    void failed(Throwable thrown) {
        var fault = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (fault instanceof StoreFault known) {
            refuse(known.code());
            return;
        }
        var incident = Incident.next();
        var session = connection.session();
        LOG.atError()
                .setCause(fault)
                .addKeyValue("incident", incident)
                .addKeyValue("method", request.getMethodCase())
                .addKeyValue("session", session == null ? "none" : session.id())
                .log("a request failed");
        connection.answer(Replies.failed(request.getId(), incident));
    }

    private <T> SharedFrame frame(Outcome<T> outcome, Setter<T> setter) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> Replies.of(request.getId(), setter.apply(Reply.newBuilder(), value));
            case Outcome.Refused<T>(var refusal) -> Replies.refused(request.getId(), refusal);
        };
    }
}
