package chat.hearth.protocol;

import chat.hearth.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/// A server frame that is encoded at most once per encoding, however many connections it goes to.
///
/// Safe for many threads: two that ask at once may both encode, and get equal bytes. The bytes must not be
/// changed.
public final class SharedFrame {
    private final ServerFrame frame;
    private volatile byte @Nullable [] proto;
    private volatile byte @Nullable [] json;

    public SharedFrame(ServerFrame frame) {
        this.frame = frame;
    }

    public ServerFrame frame() {
        return frame;
    }

    /// The frame in this encoding. Shared: read only.
    public byte[] bytes(Encoding encoding) {
        return switch (encoding) {
            case PROTO -> proto();
            case JSON -> json();
        };
    }

    private byte[] proto() {
        var bytes = proto;
        if (bytes == null) {
            bytes = Encoding.PROTO.encode(frame);
            proto = bytes;
        }
        return bytes;
    }

    private byte[] json() {
        var bytes = json;
        if (bytes == null) {
            bytes = Encoding.JSON.encode(frame);
            json = bytes;
        }
        return bytes;
    }
}
