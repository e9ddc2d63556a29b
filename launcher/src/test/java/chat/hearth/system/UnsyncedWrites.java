package chat.hearth.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Turns a kill into a power cut for the database: a library between the program and the kernel keeps what
/// unsynced writes replaced (`unsynced.c`), and after the kill this puts it back.
final class UnsyncedWrites {
    private static final String PREFIX = "hearth.db";
    private static final int HEAD_BYTES = 24;

    private record Undo(long offset, long sizeBefore, ByteBuffer old) {}

    private final Path library;
    private final Path undoFolder;

    private UnsyncedWrites(Path library, Path undoFolder) {
        this.library = library;
        this.undoFolder = undoFolder;
    }

    /// Compiles the library into a folder.
    static UnsyncedWrites compile(Path folder) throws IOException, InterruptedException {
        var source = folder.resolve("unsynced.c");
        try (InputStream text = UnsyncedWrites.class.getResourceAsStream("unsynced.c")) {
            Files.copy(Objects.requireNonNull(text), source);
        }
        var library = folder.resolve("unsynced.so");
        var gcc = new ProcessBuilder(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-O1",
                        "-o",
                        library.toString(),
                        source.toString(),
                        "-ldl",
                        "-lpthread")
                .inheritIO()
                .start();
        if (!gcc.waitFor(1, TimeUnit.MINUTES) || gcc.exitValue() != 0) {
            throw new IllegalStateException("gcc could not compile " + source);
        }
        return new UnsyncedWrites(library, Files.createDirectory(folder.resolve("undo")));
    }

    /// What a process needs in its environment to be watched.
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(), "UNSYNCED_DIR", undoFolder.toString(), "UNSYNCED_PREFIX", PREFIX);
    }

    /// Takes back every write of a killed process that it had not synced; the answer is how many.
    int takeBack(Path data) throws IOException {
        int taken = 0;
        for (var list : lists()) {
            var name = list.getFileName().toString();
            taken += takeBack(list, data.resolve(name.substring(0, name.length() - ".undo".length())));
            Files.delete(list);
        }
        return taken;
    }

    private List<Path> lists() throws IOException {
        try (var files = Files.list(undoFolder)) {
            return files.toList();
        }
    }

    private static int takeBack(Path list, Path file) throws IOException {
        var undos = read(list);
        if (undos.isEmpty() || !Files.exists(file)) {
            return 0;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (var undo : undos) {
                channel.write(undo.old, undo.offset);
                channel.truncate(undo.sizeBefore);
            }
        }
        return undos.size();
    }

    /// The newest first. A record that the kill cut short replaced nothing yet.
    private static Deque<Undo> read(Path list) throws IOException {
        var newestFirst = new ArrayDeque<Undo>();
        var bytes = ByteBuffer.wrap(Files.readAllBytes(list)).order(ByteOrder.nativeOrder());
        while (bytes.remaining() >= HEAD_BYTES) {
            long offset = bytes.getLong();
            long sizeBefore = bytes.getLong();
            int length = Math.toIntExact(bytes.getLong());
            if (bytes.remaining() < length) {
                break;
            }
            newestFirst.push(new Undo(offset, sizeBefore, bytes.slice(bytes.position(), length)));
            bytes.position(bytes.position() + length);
        }
        return newestFirst;
    }
}
