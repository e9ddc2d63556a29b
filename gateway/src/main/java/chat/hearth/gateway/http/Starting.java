package chat.hearth.gateway.http;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.ErrorCode;

/// What is answered before a node knows where it is reached.
final class Starting {
    static final Refusal REFUSAL = Refusal.of(ErrorCode.UNAVAILABLE, "The node is starting.");

    private Starting() {}
}
