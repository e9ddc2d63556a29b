package chat.hearth.kit.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A part of an open file, to be sent as the body of an answer. Who answers with it hands the channel over:
/// the server closes it when the last byte is sent, or when none can be.
///
/// @param offset where the part begins
/// @param length its bytes
public record FileRange(FileChannel channel, long offset, long length) {
    public FileRange {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("a part of a file has no negative place");
        }
    }

    /// Bytes of the part; fewer than asked for only at its end.
    ///
    /// @throws IOException when the file ends before the part does
    byte[] read(long from, int atMost) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(atMost, length - from));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + from + bytes.position()) < 0) {
                throw new IOException("the file ends before byte " + (offset + length));
            }
        }
        return bytes.array();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing was written: there is nothing to lose.
        }
    }
}
