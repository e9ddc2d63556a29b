package chat.hearth.storage.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/// Sockets that notice within half a minute that the machine at the other end is gone. A wait for a COMMIT has
/// no limit in time, because cancelling it would leave its outcome open: this is what ends it.
public final class KeptAliveSockets extends SocketFactory {
    private static final int IDLE_S = 10;
    private static final int INTERVAL_S = 5;
    private static final int COUNT = 4;

    /// Made by the driver, by name.
    public KeptAliveSockets() {}

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Socket();
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_S);
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_S);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, COUNT);
        return socket;
    }

    private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
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
