package chat.hearth.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdTest {
    private static final String ALLOWED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._@+=~-";

    @Test
    void takesExactlyTheAllowedCharacters() {
        var taken = IntStream.rangeClosed(0, Character.MAX_VALUE)
                .filter(c -> ExternalId.isValid(Character.toString(c)))
                .mapToObj(Character::toString)
                .toList();
        assertThat(String.join("", taken).chars().sorted().toArray())
                .isEqualTo(ALLOWED.chars().sorted().toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a/b", "a\n", "\u0000", "\ud83d\ude00", "ａ"})
    void usersGroupsAndDevicesRefuseTheSame(String hostile) {
        assertThat(UserId.isValid(hostile)).isFalse();
        assertThat(GroupId.isValid(hostile)).isFalse();
        assertThat(DeviceId.isValid(hostile)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UserId(hostile))
                .withMessageContaining("a user id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupId(hostile))
                .withMessageContaining("a group id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceId(hostile))
                .withMessageContaining("a device id");
    }

    @Test
    void theMessageDoesNotRepeatWhatWasSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UserId("<script>"))
                .withMessageNotContaining("script");
    }

    @Test
    void sixtyFourCharactersFitAndOneMoreDoesNot() {
        assertThat(UserId.isValid("x".repeat(64))).isTrue();
        assertThat(UserId.isValid("x".repeat(65))).isFalse();
        assertThat(GroupId.isValid("x".repeat(65))).isFalse();
        assertThat(DeviceId.isValid("x".repeat(65))).isFalse();
    }

    @Test
    void theTextIsTheId() {
        assertThat(new UserId("alice")).hasToString("alice");
        assertThat(new GroupId("team")).hasToString("team");
        assertThat(new DeviceId("web-1")).hasToString("web-1");
    }
}
