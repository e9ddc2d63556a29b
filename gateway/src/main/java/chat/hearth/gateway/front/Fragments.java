package chat.hearth.gateway.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// The pieces so far of a message sent in fragments. Made when a first fragment arrives, so an idle socket
/// has none.
final class Fragments {

    private final int most;
    private final ByteBuf joined;

    Fragments(ByteBufAllocator alloc, int most) {
        this.most = most;
        this.joined = alloc.buffer();
    }

    /// Copies a piece in, unless the message would grow over its limit. A copy costs less than holding on to
    /// many small pooled pieces would.
    boolean add(ByteBuf piece) {
        boolean fits = piece.readableBytes() <= most - joined.readableBytes();
        if (fits) {
            joined.writeBytes(piece, piece.readerIndex(), piece.readableBytes());
        }
        return fits;
    }

    ByteBuf joined() {
        return joined;
    }

    void release() {
        joined.release();
    }
}
