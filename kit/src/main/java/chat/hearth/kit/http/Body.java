package chat.hearth.kit.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/// The bytes of a request or an answer; never changed once made.
public final class Body {
    private static final Body EMPTY = new Body(Buffer.buffer(0));
    private final Buffer buffer;

    private Body(Buffer buffer) {
        this.buffer = buffer;
    }

    public static Body empty() {
        return EMPTY;
    }

    /// A copy of these bytes.
    public static Body of(byte[] bytes) {
        return new Body(Buffer.buffer(bytes.clone()));
    }

    /// This text in UTF-8.
    public static Body of(String text) {
        return new Body(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Body of(Buffer buffer) {
        return new Body(buffer);
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return buffer.getBytes();
    }

    /// The bytes read as UTF-8.
    public String text() {
        return buffer.toString(StandardCharsets.UTF_8);
    }

    public int length() {
        return buffer.length();
    }

    Buffer buffer() {
        return buffer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && body.buffer.equals(buffer);
    }

    @Override
    public int hashCode() {
        return buffer.hashCode();
    }

    @Override
    public String toString() {
        return length() + " bytes";
    }
}
