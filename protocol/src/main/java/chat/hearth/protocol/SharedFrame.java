package chat.hearth.protocol;

import chat.hearth.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/// A server frame that is encoded at most once per encoding, however many connections it goes to.
///
/// Safe for many threads: two that ask at once may both encode, and get equal bytes. The bytes must not be changed.
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
            case PROTO -> {
                var known = proto;
                yield known != null ? known : (proto = encoding.encode(frame));
            }
            case JSON -> {
                var known = json;
                yield known != null ? known : (json = encoding.encode(frame));
            }
        };
    }
}
