package chat.hearth.storage.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import javax.net.SocketFactory;

/// Sockets that notice within half a minute that the machine at the other end is gone. A wait for a COMMIT has
/// no limit in time, because cancelling it would leave its outcome open: this is what ends it.
public final class KeptAliveSockets extends SocketFactory {
    /// In seconds, but for the number of probes. By name, because not every system has them.
    private static final Map<String, Integer> PROBES =
            Map.of("TCP_KEEPIDLE", 10, "TCP_KEEPINTERVAL", 5, "TCP_KEEPCOUNT", 4);

    /// Made by the driver, by name.
    public KeptAliveSockets() {}

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Socket();
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (var option : socket.supportedOptions()) {
            set(socket, option);
        }
        return socket;
    }

    private static <T> void set(Socket socket, SocketOption<T> option) throws IOException {
        var value = PROBES.get(option.name());
        if (value != null && option.type() == Integer.class) {
            socket.setOption(option, option.type().cast(value));
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(createSocket(), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(createSocket(), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        var socket = createSocket();
        socket.bind(new InetSocketAddress(local, localPort));
        return connected(socket, new InetSocketAddress(host, port));
    }

    private static Socket connected(Socket socket, InetSocketAddress to) throws IOException {
        socket.connect(to);
        return socket;
    }
}
