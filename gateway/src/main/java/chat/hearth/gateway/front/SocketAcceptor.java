package chat.hearth.gateway.front;

import chat.hearth.core.outcome.Outcome;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.util.function.Function;

/// Decides about openings, and owns the sockets that come of them.
@FunctionalInterface
public interface SocketAcceptor {

    /// Judges a well-formed opening: a refusal is answered with the HTTP status of its code; otherwise the
    /// function is called with the socket, to which things may be sent from then on. Both on event loops, so
    /// nothing may block.
    Outcome<Function<ClientSocket, SocketListener>> judge(HttpRequest opening, Channel channel);
}
