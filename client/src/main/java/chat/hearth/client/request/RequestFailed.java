package chat.hearth.client.request;

import chat.hearth.client.wire.Refusal;
import java.io.Serial;

/// A request without a result.
public abstract sealed class RequestFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private RequestFailed(String message) {
        super(message);
    }

    /// The server refused it, and asking again unchanged would not help.
    public static final class Refused extends RequestFailed {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.toString());
            this.refusal = refusal;
        }

        public Refusal refusal() {
            return refusal;
        }
    }

    /// No answer within its time; whether the server acted is unknown.
    public static final class TimedOut extends RequestFailed {
        @Serial
        private static final long serialVersionUID = 1L;

        TimedOut(long deadlineMs) {
            super("no answer within " + deadlineMs + " ms");
        }
    }

    /// The connection broke while a request that must not be repeated was under way.
    public static final class ConnectionLost extends RequestFailed {
        @Serial
        private static final long serialVersionUID = 1L;

        ConnectionLost() {
            super("the connection broke; whether the server acted is unknown");
        }
    }

    /// This client took no more: too many calls wait, the request is too large, or the client is closed.
    public static final class NotSent extends RequestFailed {
        @Serial
        private static final long serialVersionUID = 1L;

        NotSent(String reason) {
            super(reason);
        }
    }
}
