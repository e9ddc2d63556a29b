package chat.hearth.core.message;

import chat.hearth.protocol.credential.Sha256;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.Body;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The first 128 bits of SHA-256 over what was sent, conversation included, taken from the decoded
/// fields that this version knows, so that a retry in the other encoding is still the same send.
///
/// @param high the first 64 bits
/// @param low the second 64 bits
public record Digest(long high, long low) {
    /// The digest of a send.
    public static Digest of(ConversationId conversation, Body body) {
        var sha = Sha256.start();
        sha.update(conversation.value().getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        var hash = ByteBuffer.wrap(sha.digest(canonical(KnownFields.of(body))));
        return new Digest(hash.getLong(), hash.getLong());
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
}
