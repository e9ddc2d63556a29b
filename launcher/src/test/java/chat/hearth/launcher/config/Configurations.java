package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Resolution;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads configurations for tests.
final class Configurations {
    private Configurations() {}

    static Settings accepted(Resolution resolution) {
        assertThat(linesOf(resolution)).isEmpty();
        return ((Resolution.Accepted) resolution).settings();
    }

    static List<String> linesOf(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Accepted _ -> List.of();
            case Resolution.Refused(List<Problem> problems) ->
                problems.stream().map(Problem::line).toList();
        };
    }

    static Resolution file(Path file) {
        return HearthSchema.SCHEMA.resolve(new Sources(file, Map.of(), List.of()));
    }

    static Resolution environment(Map<String, String> environment) {
        return HearthSchema.SCHEMA.resolve(new Sources(null, environment, List.of()));
    }
}
