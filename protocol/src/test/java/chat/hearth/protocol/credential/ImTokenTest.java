package chat.hearth.protocol.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.hearth.protocol.id.DeviceId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImTokenTest {
    private static final String SECRET = "bqaHdm6s-5zwXpFf_OtiRKpRdyMHMqcvVf_W3V6DOK0";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void readsWhatItWrites() {
        var token = ImToken.issue("home", new DeviceId("web-7Qm2"), RANDOM);
        assertThat(ImToken.parse(token.text())).contains(token);
        assertThat(token.text()).startsWith("home.web-7Qm2.").hasSize("home.web-7Qm2.".length() + 43);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a.b.c", ".", "..", "alice.example.org", "x@y.z"})
    void theDeviceMayHoldDots(String device) {
        var token = ImToken.parse("home." + device + "." + SECRET).orElseThrow();
        assertThat(token.environment()).isEqualTo("home");
        assertThat(token.device()).isEqualTo(new DeviceId(device));
        assertThat(token.secret()).isEqualTo(SECRET);
    }

    @Test
    void everyTokenHasASecretOfItsOwn() {
        var device = new DeviceId("web-1");
        assertThat(ImToken.issue("home", device, RANDOM).secret())
                .isNotEqualTo(ImToken.issue("home", device, RANDOM).secret());
    }

    @Test
    void theLongestTokenFits() {
        var longest = "e".repeat(32) + "." + "d".repeat(64) + "." + SECRET;
        assertThat(ImToken.parse(longest)).isPresent();
        assertThat(ImToken.parse("e".repeat(33) + ".d." + SECRET)).isEmpty();
        assertThat(ImToken.parse("e." + "d".repeat(65) + "." + SECRET)).isEmpty();
        assertThat(ImToken.parse("e".repeat(1_000_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "home",
                "home.web-1",
                "home." + SECRET,
                ".web-1." + SECRET,
                "home.." + SECRET,
                "Home.web-1." + SECRET,
                "ho me.web-1." + SECRET,
                "home.web 1." + SECRET,
                "home.web:1." + SECRET,
                "home.web-1." + SECRET + "A",
                "home.web-1." + SECRET + "=",
                "home.web-1." + SECRET + "\n",
                "home.web-1.+qaHdm6s-5zwXpFf_OtiRKpRdyMHMqcvVf_W3V6DOK0",
                "home.web-1./qaHdm6s-5zwXpFf_OtiRKpRdyMHMqcvVf_W3V6DOK0",
                "home.web-1.\u0000qaHdm6s-5zwXpFf_OtiRKpRdyMHMqcvVf_W3V6DOK0",
                " home.web-1." + SECRET,
                "Bearer home.web-1." + SECRET
            })
    void refusesWhatCannotBeAToken(String text) {
        assertThat(ImToken.parse(text)).isEmpty();
    }

    @Test
    void theTextOfTheObjectHidesTheSecret() {
        var token = ImToken.parse("home.web-1." + SECRET).orElseThrow();
        assertThat(token).hasToString("home.web-1.***");
        assertThat("" + token).doesNotContain(SECRET.substring(0, 8));
    }

    @Test
    void cannotBeMadeOfOtherParts() {
        var device = new DeviceId("web-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImToken("Home", device, SECRET))
                .withMessageNotContaining(SECRET);
        assertThatIllegalArgumentException().isThrownBy(() -> new ImToken("", device, SECRET));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImToken("home", device, SECRET.substring(1)));
    }

    @Test
    void environmentsHaveShortPlainNames() {
        assertThat(ImToken.isEnvironment("home-1")).isTrue();
        assertThat(ImToken.isEnvironment("e".repeat(32))).isTrue();
        assertThat(ImToken.isEnvironment("e".repeat(33))).isFalse();
        assertThat(ImToken.isEnvironment("")).isFalse();
        assertThat(ImToken.isEnvironment("a.b")).isFalse();
        assertThat(ImToken.isEnvironment("home\n")).isFalse();
    }
}
