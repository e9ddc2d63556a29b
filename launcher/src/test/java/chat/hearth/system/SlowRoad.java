package chat.hearth.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// A road to a server on this machine that carries only so many bytes to the client as it was allowed to, and
/// itself holds next to none: what is not allowed stays with the server.
final class SlowRoad implements AutoCloseable {
    private static final int SMALL = 4096;

    private final ServerSocket door;
    private final int serverPort;
    private final Semaphore allowed = new Semaphore(0);
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile boolean isOpen;

    private SlowRoad(ServerSocket door, int serverPort) {
        this.door = door;
        this.serverPort = serverPort;
    }

    static SlowRoad to(int serverPort) throws IOException {
        var road = new SlowRoad(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
        Thread.ofVirtual().start(road::welcome);
        return road;
    }

    int port() {
        return door.getLocalPort();
    }

    /// Lets so many more bytes through to the client.
    void allow(int bytes) {
        allowed.release(bytes);
    }

    /// Lets everything through from here on.
    void open() {
        isOpen = true;
        allowed.release(SMALL);
    }

    private void welcome() {
        try {
            while (true) {
                var client = door.accept();
                var server = new Socket();
                server.setReceiveBufferSize(SMALL);
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> carry(client, server, false));
                Thread.ofVirtual().start(() -> carry(server, client, true));
            }
        } catch (IOException closed) {
            // The road is closed.
        }
    }

    private void carry(Socket from, Socket to, boolean isSlow) {
        var buffer = new byte[SMALL];
        try (from;
                to) {
            var out = to.getOutputStream();
            for (int count = from.getInputStream().read(buffer, 0, size(isSlow));
                    count > 0;
                    count = from.getInputStream().read(buffer, 0, size(isSlow))) {
                out.write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException over) {
            // One side has ended, so the other does.
        }
    }

    private int size(boolean isSlow) throws InterruptedException {
        if (!isSlow || isOpen) {
            return SMALL;
        }
        allowed.acquire();
        int more = Math.min(SMALL - 1, allowed.availablePermits());
        return 1 + (allowed.tryAcquire(more) ? more : 0);
    }

    @Override
    public void close() {
        try {
            door.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
