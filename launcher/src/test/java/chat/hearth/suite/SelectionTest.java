package chat.hearth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void takesAllSuitesOfTheDefaultTierWhenNothingIsSaid() {
        var selection = Selection.of(List.of());
        assertThat(selection.tier()).isEqualTo(Tier.DEFAULT);
        assertThat(Suite.values()).allMatch(selection::includes);
    }

    @Test
    void takesOnlyTheNamedSuites() {
        var selection = Selection.of(List.of("--ci", "tls", "UNIT"));
        assertThat(selection.tier()).isEqualTo(Tier.CI);
        assertThat(selection.named()).containsExactlyInAnyOrder(Suite.TLS, Suite.UNIT);
        assertThat(selection.includes(Suite.KILLS)).isFalse();
    }

    @Test
    void refusesAWordItDoesNotKnowAndNamesTheSuites() {
        assertThatThrownBy(() -> Selection.of(List.of("--fast")))
                .isInstanceOf(Selection.WrongUsage.class)
                .hasMessageContaining("--fast")
                .hasMessageContaining("replay");
    }

    @Test
    void aWiderTierIncludesTheNarrower() {
        assertThat(Tier.LONG.includes(Tier.CI)).isTrue();
        assertThat(Tier.CI.includes(Tier.DEFAULT)).isTrue();
        assertThat(Tier.DEFAULT.includes(Tier.CI)).isFalse();
    }

    @Test
    void aProgramOnThePathIsThereAndAnInventedOneIsNot() {
        assertThat(tool("sh").isPresent()).isTrue();
        assertThat(tool("/").isPresent()).isTrue();
        assertThat(tool("no-such-program-anywhere").isPresent()).isFalse();
        assertThat(tool("/no/such/file").isPresent()).isFalse();
    }

    @Test
    void aSuiteThatNeedsNothingMissesNothing() {
        assertThat(Tool.missingFor(Suite.UNIT, Tier.LONG)).isEmpty();
    }

    private static Tool tool(String sign) {
        return new Tool(sign, "a-package", Tier.DEFAULT, Set.of(Suite.UNIT));
    }
}
