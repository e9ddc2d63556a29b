package chat.hearth.kit.secret;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps a second process out of a data folder: the lock of its file `lock`, which holds the owner's process
/// id.
///
/// The operating system drops the lock with the process, so a crash leaves nothing to clean up.
public final class DataLock implements AutoCloseable {
    private static final String NAME = "lock";
    private static final int LONGEST_PID = 20;

    /// POSIX drops a process's locks on a file when any descriptor of that file is closed, so this process
    /// must not even open a lock file that it holds.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private DataLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Takes the lock, making the folder with mode 0700 when it does not exist.
    ///
    /// @throws DataFolderException when another process has it, or the folder cannot be written
    public static DataLock take(Path folder) {
        try {
            OwnedFiles.createFolder(folder);
            Path real = folder.toRealPath();
            if (!HELD.add(real)) {
                throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
            }
            return new DataLock(real, lock(folder, real));
        } catch (IOException fault) {
            throw new DataFolderException("the data folder " + folder + " cannot be used", fault);
        }
    }

    private static FileChannel lock(Path folder, Path real) throws IOException {
        @Nullable FileChannel channel = null;
        boolean isTaken = false;
        try {
            channel = FileChannel.open(real.resolve(NAME), CREATE, READ, WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(folder, pidIn(channel));
            }
            write(channel, Long.toString(ProcessHandle.current().pid()));
            isTaken = true;
            return channel;
        } finally {
            if (!isTaken) {
                HELD.remove(real);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static void write(FileChannel channel, String pid) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String pidIn(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
        channel.read(bytes, 0);
        String pid = StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
        return pid.matches("[0-9]+") ? pid : "unknown";
    }

    private static DataFolderException inUse(Path folder, String pid) {
        return new DataFolderException("the data folder " + folder + " is in use by process " + pid
                + "; stop that process, or choose another folder");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException fault) {
            throw new DataFolderException("the data folder " + folder + " cannot be unlocked", fault);
        } finally {
            HELD.remove(folder);
        }
    }
}
