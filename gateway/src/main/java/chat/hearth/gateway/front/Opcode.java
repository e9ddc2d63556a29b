package chat.hearth.gateway.front;

import chat.hearth.protocol.Encoding;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// The WebSocket opcodes the server sends (RFC 6455 §5.2).
public enum Opcode {
    /// A message of UTF-8 text.
    TEXT(0x1),
    /// A message of bytes.
    BINARY(0x2),
    /// The end of the conversation, with a code and a reason.
    CLOSE(0x8),
    /// Asks for a pong.
    PING(0x9),
    /// Answers a ping.
    PONG(0xA);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /// The kind of message that carries an encoding, in both directions.
    public static Opcode carrying(Encoding encoding) {
        return switch (encoding) {
            case PROTO -> BINARY;
            case JSON -> TEXT;
        };
    }

    /// The opcode of a data frame that begins a message.
    static Opcode of(WebSocketFrame begin) {
        return begin instanceof TextWebSocketFrame ? TEXT : BINARY;
    }
}
