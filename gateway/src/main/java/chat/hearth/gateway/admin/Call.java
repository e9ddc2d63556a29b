package chat.hearth.gateway.admin;

import java.util.Map;

/// One thing the server API can be asked.
@FunctionalInterface
interface Call {
    /// Answers; blocking, on the request's own virtual thread. Throws [Fields.Malformed] for members of a
    /// wrong type.
    ///
    /// @param idempotencyKey the header of that name; empty = none
    CallOutcome answer(Fields request, String idempotencyKey);

    /// A call without parameters of its own in the header.
    static Call of(Plain call) {
        return (request, _) -> call.answer(request);
    }

    /// A call that repeating does not hurt.
    interface Plain {
        CallOutcome answer(Fields request);
    }

    /// Nothing to tell but success.
    Map<String, Object> NOTHING = Map.of();
}
