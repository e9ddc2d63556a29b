package chat.hearth.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileNameTest {
    @Test
    void leavesOrdinaryNamesOfAnyScriptAlone() {
        for (var name : new String[] {"a.txt", "Bericht Q3 (final).pdf", "会议记录.docx", "фото.png", "👩‍👩‍👧.gif"}) {
            assertThat(FileName.of(name).value()).isEqualTo(name);
        }
    }

    @Test
    void keepsTheEndingOfALongNameAndCutsNoCharacterInHalf() {
        var name = FileName.of("图😀".repeat(100) + ".tar.gz").value();

        assertThat(name).startsWith("图😀").endsWith(".gz");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(200);
        assertThat(name.chars().filter(c -> Character.isSurrogate((char) c)).count())
                .isEven();
        assertThat(FileName.of("x".repeat(250)).value()).hasSize(200);
    }

    @Test
    void makesOneNameOfEachNameHoweverOftenItIsRead() {
        for (var name : new String[] {"con", "a\0b", "..", "", " . ", "nul.tar.gz", "a/b\\c", "\ud800x", "e\u0301"}) {
            var once = FileName.of(name);
            assertThat(FileName.of(once.value())).isEqualTo(once);
            assertThat(once.value()).isNotBlank().doesNotContain("/", "\\", "\0", "\ud800");
        }
    }
}
