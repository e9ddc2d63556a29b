package chat.hearth.protocol.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.id.UserId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class GrantKeyTest {
    private static final FileId FILE = FileId.random(new SecureRandom());
    private static final FileGrant UPLOAD = new FileGrant.Upload(
            FILE,
            "d:alice:bob",
            new UserId("alice"),
            "Ünï 图 \ud800\n\u202e.png",
            12_345,
            "image/png",
            1_800_000_000_000L);
    private static final FileGrant DOWNLOAD =
            new FileGrant.Download(FILE, "g:team", new UserId("bob"), 1_800_000_000_000L);

    private final GrantKey key = new GrantKey(secret(1));

    @Test
    void readsBackWhatItSigned() {
        assertThat(key.read(key.sign(UPLOAD))).contains(UPLOAD);
        assertThat(key.read(key.sign(DOWNLOAD))).contains(DOWNLOAD);
        assertThat(key.sign(UPLOAD)).matches("[A-Za-z0-9_-]{100,1000}");
    }

    @Test
    void takesAnotherKeyOfTheSameBytesForTheSame() {
        assertThat(new GrantKey(secret(1)).read(key.sign(DOWNLOAD))).contains(DOWNLOAD);
    }

    @Test
    void takesTheLongestNameAndTypeAndTheSmallestFile() {
        var type = "a/" + "b".repeat(125);
        var grant = new FileGrant.Upload(FILE, "g:team", new UserId("bob"), "n".repeat(255), 1, type, 1);
        assertThat(key.read(key.sign(grant))).contains(grant);
    }

    @Test
    void refusesWhatAnotherKeySigned() {
        assertThat(new GrantKey(secret(2)).read(key.sign(DOWNLOAD))).isEmpty();
    }

    @Test
    void refusesAGrantWithAnyBitChanged() {
        var signed = Base64.getUrlDecoder().decode(key.sign(UPLOAD));
        for (int bit = 0; bit < signed.length * 8; bit++) {
            var changed = signed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(key.read(encoded(changed))).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void refusesAGrantCutShortOrMadeLonger() {
        var signed = Base64.getUrlDecoder().decode(key.sign(DOWNLOAD));
        for (int length = 0; length < signed.length; length++) {
            assertThat(key.read(encoded(Arrays.copyOf(signed, length)))).isEmpty();
        }
        assertThat(key.read(encoded(Arrays.copyOf(signed, signed.length + 1)))).isEmpty();
    }

    @Test
    void refusesWhatIsNoGrantAtAll() {
        assertThat(key.read("")).isEmpty();
        assertThat(key.read("not base64!")).isEmpty();
        assertThat(key.read("grüße")).isEmpty();
        assertThat(key.read("A".repeat(100_000))).isEmpty();
    }

    @Test
    void refusesAKeyOfAnotherLengthAndAFileThatCannotBeGranted() {
        assertThatThrownBy(() -> new GrantKey(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileGrant.Upload(FILE, "g:a", new UserId("a"), "x", 0, "", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileGrant.Upload(FILE, "g:a", new UserId("a"), "x".repeat(256), 1, "", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesOnlyFullLowerCaseHexadecimalForAFileId() {
        assertThat(FileId.isValid("0123456789abcdef0123456789abcdef")).isTrue();
        assertThat(FileId.isValid("0123456789ABCDEF0123456789abcdef")).isFalse();
        assertThat(FileId.isValid("0123456789abcdef")).isFalse();
        assertThat(FileId.isValid("../456789abcdef0123456789abcdef0")).isFalse();
        assertThatThrownBy(() -> new FileId("")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] secret(int fill) {
        var secret = new byte[GrantKey.BYTES];
        Arrays.fill(secret, (byte) fill);
        return secret;
    }
}
