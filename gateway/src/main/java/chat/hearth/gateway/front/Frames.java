package chat.hearth.gateway.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// Whole server frames as bytes, ready for the channel (RFC 6455 §5.2: final, unmasked, no extension).
public final class Frames {
    /// The most bytes that a frame is longer than its payload.
    public static final int MAX_HEADER = 10;

    private static final int MAX_REASON = 123;

    private Frames() {}

    /// Appends a frame.
    public static void append(ByteBuf to, Opcode opcode, byte[] payload) {
        header(to, opcode, payload.length);
        to.writeBytes(payload);
    }

    static ByteBuf control(ByteBufAllocator alloc, Opcode opcode, ByteBuf payload) {
        int length = payload.readableBytes();
        ByteBuf frame = alloc.ioBuffer(MAX_HEADER + length);
        header(frame, opcode, length);
        return frame.writeBytes(payload, payload.readerIndex(), length);
    }

    /// A Close; a reason longer than a control frame can hold is cut at a character's edge.
    static ByteBuf close(ByteBufAllocator alloc, int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_REASON);
        while (length < text.length && length > 0 && (text[length] & 0xC0) == 0x80) {
            length--;
        }
        ByteBuf frame = alloc.ioBuffer(MAX_HEADER + length);
        header(frame, Opcode.CLOSE, 2 + length);
        return frame.writeShort(code).writeBytes(text, 0, length);
    }

    private static void header(ByteBuf to, Opcode opcode, int length) {
        to.writeByte(0x80 | opcode.code());
        if (length <= 125) {
            to.writeByte(length);
        } else if (length <= 0xFFFF) {
            to.writeByte(126).writeShort(length);
        } else {
            to.writeByte(127).writeLong(length);
        }
    }
}
