package chat.hearth.core.delivery;

import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.CloseCode;

/// The bounded queue of one connection, implemented at the edge. It must hold at least what a resume may
/// carry, or a returning client is closed again and again.
///
/// Called while the session's lock is held: no method blocks, none calls back into core before it returns,
/// and a callback runs with no lock held that these methods need.
public interface Outbox {
    /// Queues a frame for sending, in the order of the calls. False: the queue is at its limit, or the
    /// connection is gone, and the frame was not taken.
    boolean offer(SharedFrame frame);

    /// Calls back once, later, when the queue has drained far enough to be worth filling again; never if
    /// the connection is gone.
    void whenDrained(Runnable callback);

    /// Closes the connection after what is queued, as far as the client still reads. Only the first call
    /// counts.
    void close(CloseCode code, String reason);
}
