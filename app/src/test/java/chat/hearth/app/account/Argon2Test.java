package chat.hearth.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2Test {
    private final Argon2 argon2 = new Argon2();

    @Test
    void keepsAPasswordAsAPhcStringWithASaltOfItsOwn() {
        var one = argon2.of("pässwörd 密码");

        assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("pässwörd");
        assertThat(argon2.of("pässwörd 密码")).isNotEqualTo(one);
        assertThat(argon2.matches("pässwörd 密码", one)).isTrue();
        assertThat(argon2.matches("passwort 密码", one)).isFalse();
    }
}
