package chat.hearth.gateway.front;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A WebSocket client that controls every byte, and so can misbehave.
public final class RawClient implements AutoCloseable {
    /// The key of RFC 6455's own example.
    public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    /// First byte of a whole text message.
    public static final int TEXT = 0x81;
    /// First byte of a whole binary message.
    public static final int BINARY = 0x82;
    /// First byte of a Close.
    public static final int CLOSE = 0x88;

    private static final byte[] MASK = {1, 2, 3, 4};
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final DataInputStream in;

    /// A frame of the server.
    public record Received(int opcode, String text) {
        /// The code of a Close.
        public int closeCode() {
            return text.charAt(0) << 8 | text.charAt(1);
        }
    }

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /// A client on a connected socket.
    public static RawClient over(Socket socket) throws IOException {
        return new RawClient(socket);
    }

    /// A client of a local port.
    public static RawClient to(int port) throws IOException {
        return over(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /// An opening with everything to get wrong.
    public static String opening(String version, String key, String protocols, String moreHeaders) {
        return "GET /ws?v=1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                + "Sec-WebSocket-Version: " + version + "\r\nSec-WebSocket-Key: " + key + "\r\n"
                + "Sec-WebSocket-Protocol: " + protocols + "\r\n" + moreHeaders + "\r\n";
    }

    /// A good opening.
    public static String opening() {
        return opening("13", KEY, "chat, hearth.v1.proto", "");
    }

    /// A masked frame.
    public static byte[] frame(int head, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write(head);
        if (payload.length <= 125) {
            out.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return out.toByteArray();
    }

    /// A masked frame of text.
    public static byte[] frame(int head, String text) {
        return frame(head, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends these bytes in one piece.
    public RawClient say(byte[]... pieces) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        socket.getOutputStream().write(all.toByteArray());
        return this;
    }

    /// Sends text.
    public RawClient say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// The head of an HTTP answer.
    public String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /// So many bytes as they come.
    public String bytes(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.UTF_8);
    }

    /// The next frame.
    public Received frame() throws IOException {
        int opcode = in.readUnsignedByte() & 0xF;
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        return new Received(opcode, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    /// Frames up to the Close, which is answered; the answer is its code.
    public int untilClosed() throws IOException {
        var next = frame();
        while (next.opcode() != (CLOSE & 0xF)) {
            next = frame();
        }
        say(frame(CLOSE, next.text().substring(0, 2).getBytes(StandardCharsets.ISO_8859_1)));
        return next.closeCode();
    }

    /// Whether the server has closed the connection; what still comes before is thrown away.
    public boolean ended() {
        try {
            in.readAllBytes();
            return true;
        } catch (IOException reset) {
            return reset.getMessage() != null && reset.getMessage().contains("reset");
        }
    }

    /// Ends the connection without a word.
    public void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
