package chat.hearth.client.wire;

import chat.hearth.protocol.v1.ServerFrame;

/// What happens to a [Link], told on the client's loop.
public interface LinkEvents {
    /// The WebSocket is open, in the encoding that was asked for.
    void opened(Link link);

    /// A frame came.
    void received(ServerFrame frame);

    /// It is over. Told exactly once for each dial, also when it never opened.
    void ended(Ending why);
}
