package chat.hearth.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    private final Sealer sealer = sealer(1);

    @Test
    void opensWhatItSealed() {
        assertThat(sealer.open("ticket", sealer.seal("ticket", CONTENT))).contains(CONTENT);
        assertThat(sealer.open("ticket", sealer.seal("ticket", new byte[0]))).contains(new byte[0]);
    }

    @Test
    void opensNothingThatWasSealedForAnotherPurpose() {
        assertThat(sealer.open("cursor", sealer.seal("ticket", CONTENT))).isEmpty();
    }

    @Test
    void opensNothingThatWasSealedUnderAnotherKey() {
        assertThat(sealer(2).open("ticket", sealer.seal("ticket", CONTENT))).isEmpty();
        assertThat(sealer(1).open("ticket", sealer.seal("ticket", CONTENT))).contains(CONTENT);
    }

    @Test
    void noticesAChangeOfAnyBit() {
        var sealed = Base64.getUrlDecoder().decode(sealer.seal("ticket", CONTENT));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(sealer.open("ticket", text(changed))).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void noticesACut() {
        var sealed = Base64.getUrlDecoder().decode(sealer.seal("ticket", CONTENT));
        for (int length = 0; length < sealed.length; length++) {
            assertThat(sealer.open("ticket", text(Arrays.copyOf(sealed, length))))
                    .isEmpty();
        }
    }

    @Test
    void opensNothingThatIsNoSealedText() {
        assertThat(sealer.open("ticket", "")).isEmpty();
        assertThat(sealer.open("ticket", "not base64!")).isEmpty();
        assertThat(sealer.open("ticket", "\u5b57")).isEmpty();
        assertThat(sealer.open("ticket", "A".repeat(100_000))).isEmpty();
    }

    @Test
    void neverSealsAlikeTwice() {
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(_ -> sealer.seal("ticket", CONTENT))
                        .distinct())
                .hasSize(1000);
    }

    @Test
    void takesOnlyKeysOfTheRightLength() {
        assertThatThrownBy(() -> new Sealer(new byte[16], new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Sealer sealer(int key) {
        var bytes = new byte[Sealer.KEY_BYTES];
        bytes[0] = (byte) key;
        return new Sealer(bytes, new SecureRandom());
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
