package chat.hearth.protocol.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHashTest {
    private static final String TOKEN = "home.web-7Qm2.bqaHdm6s-5zwXpFf_OtiRKpRdyMHMqcvVf_W3V6DOK0";

    @Test
    void isTheSha256OfTheWholeText() {
        assertThat(TokenHash.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void equalTokensMatchAndOthersDoNot() {
        var hash = ImToken.parse(TOKEN).orElseThrow().hash();
        assertThat(hash.matches(TokenHash.of(TOKEN))).isTrue();
        assertThat(hash.matches(TokenHash.of(TOKEN.replace("web", "wec")))).isFalse();
        assertThat(hash.matches(TokenHash.of(TOKEN.substring(0, TOKEN.length() - 1) + "1")))
                .isFalse();
    }

    @Test
    void holdsNothingOfTheToken() {
        assertThat(ImToken.parse(TOKEN).orElseThrow().hash().toString()).doesNotContain("bqaHdm6s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ba7816bf",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
            })
    void refusesWhatIsNoHash(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenHash(hex));
    }
}
