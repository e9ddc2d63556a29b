package chat.hearth.core.message;

import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.Body;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The first 128 bits of SHA-256 over what was sent, conversation included, taken from the decoded fields, so
/// that a retry in the other encoding is still the same send.
///
/// @param bytes 16 bytes
public record Digest(byte[] bytes) {
    private static final int LENGTH = 16;

    public Digest {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a digest has 16 bytes");
        }
    }

    /// The digest of a send.
    public static Digest of(ConversationId conversation, Body body) {
        var sha = sha256();
        sha.update(conversation.value().getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        return new Digest(Arrays.copyOf(sha.digest(canonical(body)), LENGTH));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest(var others) && Arrays.equals(bytes, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private static byte[] canonical(Body body) {
        var out = new ByteArrayOutputStream(body.getSerializedSize());
        var coded = CodedOutputStream.newInstance(out);
        coded.useDeterministicSerialization();
        try {
            body.writeTo(coded);
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
