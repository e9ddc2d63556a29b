package chat.hearth.storage.sqlite;

import chat.hearth.storage.engine.StoreUnopenable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Holds the lock file that keeps a second process off the database.
final class SoleUse implements AutoCloseable {
    private final FileChannel channel;

    private SoleUse(FileChannel channel) {
        this.channel = channel;
    }

    static SoleUse of(Path database) throws IOException {
        var file = database.resolveSibling(database.getFileName() + ".lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new StoreUnopenable(database + " is in use; stop the other server first");
        }
        return new SoleUse(channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
