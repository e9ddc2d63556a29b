package chat.hearth.kit.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxConnection;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The other end of a connection: what a PROXY header says where one was read, or else the socket's own.
public final class Peers {
    private Peers() {}

    /// The address of who speaks HTTP here; empty when it has none.
    public static String of(Channel channel) {
        @Nullable SocketAddress told =
                channel.attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE).get();
        if (told == null) {
            return ofSocket(channel);
        }
        String address = told.hostAddress();
        return address == null ? "" : Network.canonical(address);
    }

    /// The address at the other end of the socket itself, whatever a PROXY header says.
    static String ofSocket(HttpConnection connection) {
        return connection instanceof VertxConnection vertx ? ofSocket(vertx.channel()) : "";
    }

    private static String ofSocket(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress socket && socket.getAddress() != null
                ? Network.canonical(socket.getAddress().getHostAddress())
                : "";
    }
}
