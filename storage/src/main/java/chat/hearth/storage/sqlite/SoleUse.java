package chat.hearth.storage.sqlite;

import chat.hearth.storage.engine.StoreUnopenable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Holds the lock file that keeps a second process off the database.
final class SoleUse implements AutoCloseable {
    /// POSIX drops a process's lock of a file when any descriptor of that file is closed, so this process
    /// must not even open a lock file that it holds.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private SoleUse(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static SoleUse of(Path database) throws IOException {
        var file = database.resolveSibling(database.getFileName() + ".lock").normalize();
        if (!HELD.add(file)) {
            throw inUse(database);
        }
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(database);
            }
            return new SoleUse(file, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static StoreUnopenable inUse(Path database) {
        return new StoreUnopenable(database + " is in use; stop the other server first");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(file);
        }
    }
}
