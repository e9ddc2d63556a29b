package chat.hearth.system;

import java.net.URI;
import java.nio.file.Path;

/// A product that comes back on the port it had.
final class RestartableServer implements AutoCloseable {
    private final Path data;
    private final URI page;
    private HearthServer running;

    /// Starts on a free port.
    RestartableServer(Path data) {
        this.data = data;
        this.running = HearthServer.start(data);
        this.page = running.page();
    }

    URI page() {
        return page;
    }

    /// Ends it the way a power cut does, as far as a process can.
    void kill() {
        running.kill();
    }

    void start() {
        running = HearthServer.startOn(page.getPort(), data);
    }

    void killAndStart() {
        kill();
        start();
    }

    @Override
    public void close() {
        running.close();
    }
}
