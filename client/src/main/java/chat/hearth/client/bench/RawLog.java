package chat.hearth.client.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// The barest durable store: append a group, `fdatasync`, again.
record RawLog(Path folder) {
    /// Messages of this size that are durable per second.
    double perSecond(int bytes, int group, Duration time) {
        try {
            var file = Files.createTempFile(folder, "bench-", ".log");
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                return measure(channel, ByteBuffer.allocateDirect(bytes * group), group, time);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new BenchFailed("cannot write in " + folder, e);
        }
    }

    private static double measure(FileChannel channel, ByteBuffer chunk, int group, Duration time) throws IOException {
        long start = System.nanoTime();
        long messages = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            chunk.clear();
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
            channel.force(false);
            messages += group;
        }
        return messages * 1e9 / (System.nanoTime() - start);
    }
}
