package chat.hearth.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final String HIGH = Character.toString((char) 0xD83D);
    private static final String LOW = Character.toString((char) 0xDE00);

    @Test
    void storesEveryTextOfWholeCharacters() {
        assertThat(Texts.isStorable("")).isTrue();
        assertThat(Texts.isStorable("line\n" + HIGH + LOW + "\u0001")).isTrue();
    }

    @Test
    void doesNotStoreNulNorHalfACharacter() {
        assertThat(Texts.isStorable("a\0b")).isFalse();
        assertThat(Texts.isStorable(HIGH)).isFalse();
        assertThat(Texts.isStorable(LOW)).isFalse();
        assertThat(Texts.isStorable(HIGH + "a")).isFalse();
        assertThat(Texts.isStorable(HIGH + HIGH + LOW)).isFalse();
        assertThat(Texts.isStorable(LOW + HIGH)).isFalse();
        assertThat(Texts.isStorable("a" + HIGH + LOW + HIGH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t\r\n", "\u3000\u3000", "\u00a0", "\u2007\u202f", "\u200b\u200d\ufeff", "\u2028\u0001"
            })
    void seesNothingInSpacesAndInvisibleCharacters(String text) {
        assertThat(Texts.isVisible(text)).isFalse();
    }

    @Test
    void seesLettersAndPictures() {
        assertThat(Texts.isVisible("\u3000.")).isTrue();
        assertThat(Texts.isVisible(HIGH + LOW)).isTrue();
    }

    @Test
    void takesNoControlCharactersForALine() {
        assertThat(Texts.isLine("Ann " + HIGH + LOW)).isTrue();
        assertThat(Texts.isLine("Ann\nBob")).isFalse();
        assertThat(Texts.isLine("Ann\u0085")).isFalse();
        assertThat(Texts.isLine(HIGH)).isFalse();
    }
}
