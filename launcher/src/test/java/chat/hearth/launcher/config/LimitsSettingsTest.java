package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsSettingsTest extends SettingsContract<LimitsSettings> {
    @Override
    String table() {
        return "limits";
    }

    @Override
    List<Key<?>> keys() {
        return LimitsSettings.KEYS;
    }

    @Override
    LimitsSettings read(HearthSettings settings) {
        return settings.limits();
    }

    @Override
    LimitsSettings defaults() {
        return new LimitsSettings(
                new LimitsSettings.Frames(65_536, 262_144, 4096),
                new LimitsSettings.Content(10_000, 49_152, 2000, 104_857_600),
                new LimitsSettings.Load(64, 1000, 1_048_576, 2048, 20_000));
    }

    @Override
    String everyKeySet() {
        return """
                [limits]
                frame_bytes = 32768
                server_frame_bytes = 131072
                hello_frame_bytes = 2048
                text_characters = 5000
                body_bytes = 16384
                group_members = 100
                file_bytes = 1000000
                in_flight = 8
                sends_per_5s = 0
                outbound_bytes = 2000000
                outbound_frames = 1024
                connections = 5
                """;
    }

    @Override
    LimitsSettings explicit(Path folder) {
        return new LimitsSettings(
                new LimitsSettings.Frames(32_768, 131_072, 2048),
                new LimitsSettings.Content(5000, 16_384, 100, 1_000_000),
                new LimitsSettings.Load(8, 0, 2_000_000, 1024, 5));
    }

    @Test
    void refusesLimitsThatContradictEachOther() {
        assertThat(Configurations.linesOf(Configurations.environment(Map.of("HEARTH_LIMITS_FRAME_BYTES", "2048"))))
                .containsExactly(
                        "default: limits.hello_frame_bytes (4096) must not be above limits.frame_bytes (2048)",
                        "default: limits.body_bytes (49152) must not be above limits.frame_bytes (2048)");
    }

    @Test
    void refusesABodyThatNoFrameOfTheServerCouldCarry() {
        var variables = Map.of("HEARTH_LIMITS_BODY_BYTES", "65536", "HEARTH_LIMITS_SERVER_FRAME_BYTES", "270000");

        assertThat(Configurations.linesOf(Configurations.environment(variables)))
                .singleElement()
                .asString()
                .endsWith(
                        "limits.server_frame_bytes (270000) must be at least 278528 for a limits.body_bytes of 65536");
    }
}
