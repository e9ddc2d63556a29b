package chat.hearth.core.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals what clients carry for the server: they can neither read nor change it.
///
/// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce and the purpose as additional data, so that a
/// cursor is never taken for a ticket. Every node of an environment has the same key. Safe for many threads.
public final class Sealer {
    /// Bytes of the key.
    public static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_TEXT = 1024;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /// A sealer under a key of [#KEY_BYTES] bytes.
    public Sealer(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a sealing key has " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /// Base64url text of the sealed content.
    String seal(String purpose, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(content);
            var all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /// The content, if the text was sealed here for this purpose and is unchanged.
    Optional<byte[]> open(String purpose, String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            var all = Base64.getUrlDecoder().decode(text);
            if (all.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            var nonce = Arrays.copyOf(all, NONCE_BYTES);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, purpose, nonce).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
