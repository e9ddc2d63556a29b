package chat.hearth.core.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Fields in the order they are written, behind a version byte: the inside of tickets and cursors.
final class SealedFields {
    private static final int VERSION = 1;

    private SealedFields() {}

    /// Writes fields.
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /// Reads fields.
    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] write(Writing fields) {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        try {
            out.writeByte(VERSION);
            fields.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Reads what [#write] wrote; empty if it is of another version, as a newer node may have sealed it. The
    /// content was authenticated, so any other form that does not fit is a fault.
    static <T> Optional<T> read(byte[] content, Reading<T> fields) {
        var in = new DataInputStream(new ByteArrayInputStream(content));
        try {
            return in.readByte() == VERSION ? Optional.of(fields.from(in)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
