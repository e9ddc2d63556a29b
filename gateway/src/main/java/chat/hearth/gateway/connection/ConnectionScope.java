package chat.hearth.gateway.connection;

import java.util.function.LongSupplier;

/// What all connections of a node share.
///
/// @param nanoTime monotonic time
record ConnectionScope(
        ConnectionLimits limits, Dispatch dispatch, Heartbeat heartbeat, Traffic traffic, LongSupplier nanoTime) {

    /// Runs work on a virtual thread of its own; there is at most one for each connection.
    static void startWorking(Runnable work) {
        Thread.ofVirtual().name("connection").start(work);
    }
}
