package chat.hearth.gateway.front;

import io.netty.buffer.ByteBuf;

/// What happens on one socket. Every call comes on the socket's event loop, so none may block.
public interface SocketListener {

    /// Something arrived, whatever it is.
    void heard();

    /// The longest message taken at this moment; at most [SocketLimits#messageBytes].
    int messageBytes();

    /// A whole message; `payload` is released when the call returns. Text is not yet known to be valid UTF-8.
    void message(ByteBuf payload);

    /// The client broke a rule, or the server stops: the listener closes the socket with this code and
    /// reason.
    void close(int code, String reason);

    /// The socket can take more, after it could not.
    void writable();

    /// The connection is gone. Called exactly once, last of all.
    void closed();
}
