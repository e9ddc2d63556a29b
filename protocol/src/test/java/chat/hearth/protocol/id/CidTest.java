package chat.hearth.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {
    private static final String TEXT = "019e7044-b839-79f7-af79-70264164d839";
    private static final long MADE_MS = 1_780_000_012_345L;

    @Test
    void readsAndWritesTheCanonicalText() {
        assertThat(Cid.parse(TEXT)).hasToString(TEXT);
    }

    @Test
    void tellsWhenTheClientMadeIt() {
        assertThat(Cid.parse(TEXT).timeMs()).isEqualTo(MADE_MS);
    }

    @Test
    void theExampleOfTheStandardIsOne() {
        // RFC 9562, appendix A.6.
        var cid = Cid.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        assertThat(cid.timeMs()).isEqualTo(0x017f22e279b0L);
        assertThat(Cid.of(0x017f22e279b0L, 0xcc3, 0x18c4dc0c0c07398fL)).isEqualTo(cid);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0x5555_5555_5555_5555L})
    void madeOnesAreValidWhateverTheRandomBits(long random) {
        var cid = Cid.of(MADE_MS, random, ~random);
        assertThat(Cid.isValid(cid.toString())).isTrue();
        assertThat(Cid.parse(cid.toString())).isEqualTo(cid);
        assertThat(cid.timeMs()).isEqualTo(MADE_MS);
    }

    @Test
    void laterOnesSortAfterEarlierOnes() {
        assertThat(Cid.of(MADE_MS, -1, -1).toString())
                .isLessThan(Cid.of(MADE_MS + 1, 0, 0).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "019e7044",
                "019E7044-B839-79F7-AF79-70264164D839",
                "019e7044-B839-79f7-af79-70264164d839",
                "019e7044b83979f7af7970264164d839",
                "{019e7044-b839-79f7-af79-70264164d839}",
                "urn:uuid:019e7044-b839-79f7-af79-70264164d839",
                " 019e7044-b839-79f7-af79-70264164d839",
                "019e7044-b839-79f7-af79-70264164d839\n",
                "019e7044-b839-79f7-af79-70264164d83",
                "019e7044-b839-79f7-af79-70264164d83g",
                "019e7044_b839_79f7_af79_70264164d839",
                "19e7044-b839-79f7-af79-70264164d8390",
                "-19e7044-b839-79f7-af79-70264164d839",
                // Versions 1, 4, 6, 8; the variants of NCS, of Microsoft, and the reserved one.
                "019e7044-b839-19f7-af79-70264164d839",
                "019e7044-b839-49f7-af79-70264164d839",
                "019e7044-b839-69f7-af79-70264164d839",
                "019e7044-b839-89f7-af79-70264164d839",
                "019e7044-b839-79f7-7f79-70264164d839",
                "019e7044-b839-79f7-cf79-70264164d839",
                "019e7044-b839-79f7-ef79-70264164d839",
                // The nil and the greatest UUID; full-width and Arabic digits.
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "\uff1019e7044-b839-79f7-af79-70264164d839",
                "\u066119e7044-b839-79f7-af79-70264164d83"
            })
    void refusesEverythingElse(String text) {
        assertThat(Cid.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Cid.parse(text));
    }

    @Test
    void refusesUuidsOfOtherVersionsAndVariants() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cid(UUID.randomUUID()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cid(new UUID(0x7000L, 0)));
    }

    @Test
    void theWindowReachesEightDaysBackAndOneAhead() {
        var cid = Cid.of(MADE_MS, 1, 2);
        long age = Cid.MAX_AGE.toMillis();
        long lead = Cid.MAX_LEAD.toMillis();
        assertThat(cid.isInWindow(MADE_MS)).isTrue();
        assertThat(cid.isInWindow(MADE_MS + age)).isTrue();
        assertThat(cid.isInWindow(MADE_MS + age + 1)).isFalse();
        assertThat(cid.isInWindow(MADE_MS - lead)).isTrue();
        assertThat(cid.isInWindow(MADE_MS - lead - 1)).isFalse();
    }

    @Test
    void theGreatestTimeIsFarAheadAndNotNegative() {
        var cid = Cid.parse("ffffffff-ffff-7fff-bfff-ffffffffffff");
        assertThat(cid.timeMs()).isEqualTo((1L << 48) - 1);
        assertThat(cid.isInWindow(MADE_MS)).isFalse();
    }
}
