package chat.hearth.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class FileIdTest {
    @Test
    void isAnotherEachTime() {
        var random = new SecureRandom();
        var one = FileId.random(random);

        assertThat(one).isNotEqualTo(FileId.random(random));
        assertThat(one.toString()).isEqualTo(one.value()).matches("[0-9a-f]{32}");
    }
}
