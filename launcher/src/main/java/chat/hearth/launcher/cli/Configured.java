package chat.hearth.launcher.cli;

import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Resolution;
import chat.hearth.kit.config.Sources;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.config.HearthSchema;
import chat.hearth.launcher.config.HearthSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names the configuration file, and reading what it names.
final class Configured {
    private static final Path USUAL_FILE = Path.of("hearth.toml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file. Default: hearth.toml, if there is one.")
    private @Nullable Path file;

    /// Everything that was found, sources laid over each other.
    Resolution resolve(List<Sources.Flag> flags) {
        return HearthSchema.SCHEMA.resolve(new Sources(path(), System.getenv(), flags));
    }

    /// The settings in force.
    ///
    /// @throws StartRefused naming each problem on a line, the first one first
    HearthSettings settings(List<Sources.Flag> flags) {
        return switch (resolve(flags)) {
            case Resolution.Accepted(var settings) -> new HearthSettings(settings);
            case Resolution.Refused(var problems) -> throw new StartRefused(lines(problems));
        };
    }

    static String lines(List<Problem> problems) {
        return problems.stream().map(Problem::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private @Nullable Path path() {
        if (file != null) {
            return file;
        }
        return Files.exists(USUAL_FILE) ? USUAL_FILE : null;
    }
}
