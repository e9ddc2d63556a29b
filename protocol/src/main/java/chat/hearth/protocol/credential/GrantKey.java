package chat.hearth.protocol.credential;

import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.id.UserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that IM nodes and file stores share: it signs a [FileGrant] and reads it back. Safe for many
/// threads.
///
/// A signed grant is base64url of `version, kind, fields, HMAC-SHA256 of all before`. The fields can be read
/// by whoever holds the grant, and changed by nobody.
public final class GrantKey {
    /// Bytes of the key.
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int MAX_TEXT = 4096;
    private static final int VERSION = 1;
    private static final int UPLOAD = 'u';
    private static final int DOWNLOAD = 'd';

    private final SecretKeySpec key;

    /// A key of [#BYTES] bytes.
    public GrantKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a grant key has " + BYTES + " bytes");
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /// The grant as it is handed to a client.
    public String sign(FileGrant grant) {
        var content = write(grant);
        var signed = Arrays.copyOf(content, content.length + MAC_BYTES);
        System.arraycopy(mac(content, content.length), 0, signed, content.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /// The grant, if it was signed under this key and is unchanged. Whether it is over, and whether it is of
    /// the kind that is needed, is for the caller to judge.
    public Optional<FileGrant> read(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            var signed = Base64.getUrlDecoder().decode(text);
            int length = signed.length - MAC_BYTES;
            boolean isGenuine = length > 0
                    && MessageDigest.isEqual(mac(signed, length), Arrays.copyOfRange(signed, length, signed.length));
            return isGenuine ? content(signed, length) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] write(FileGrant grant) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(
                    switch (grant) {
                        case FileGrant.Upload _ -> UPLOAD;
                        case FileGrant.Download _ -> DOWNLOAD;
                    });
            out.writeUTF(grant.file().value());
            out.writeUTF(grant.scope());
            out.writeUTF(grant.user().value());
            out.writeLong(grant.expiresAtMs());
            if (grant instanceof FileGrant.Upload upload) {
                out.writeUTF(upload.name());
                out.writeLong(upload.size());
                out.writeUTF(upload.type());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
        return bytes.toByteArray();
    }

    private static Optional<FileGrant> content(byte[] signed, int length) {
        try (var in = new DataInputStream(new ByteArrayInputStream(signed, 0, length))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            int kind = in.readByte();
            var file = new FileId(in.readUTF());
            var scope = in.readUTF();
            var user = new UserId(in.readUTF());
            long expiresAtMs = in.readLong();
            return switch (kind) {
                case UPLOAD ->
                    Optional.of(new FileGrant.Upload(
                            file, scope, user, in.readUTF(), in.readLong(), in.readUTF(), expiresAtMs));
                case DOWNLOAD -> Optional.of(new FileGrant.Download(file, scope, user, expiresAtMs));
                default -> Optional.empty();
            };
        } catch (IOException e) {
            throw new UncheckedIOException("a genuine grant that can't be read", e);
        }
    }

    private byte[] mac(byte[] bytes, int length) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
