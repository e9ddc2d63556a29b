package chat.hearth.client.wire;

import chat.hearth.protocol.v1.Request;

/// One open WebSocket. Every method is called on the client's loop.
public interface Link {
    /// Writes a request. False: it is larger than the server takes, and nothing was written.
    boolean send(Request request);

    /// The largest frame that may be sent from here on, in bytes.
    void limitFrames(int bytes);

    /// Says goodbye and closes.
    void close();

    /// Drops the connection at once, without a word, as a dead network does (a TCP reset).
    void cut();

    /// Whether frames are read; false makes this a slow reader.
    void reading(boolean isReading);

    /// When the last bytes came, on the loop's clock.
    long lastHeardNanos();
}
