package chat.hearth.launcher.cli;

import chat.hearth.kit.config.Resolution;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.launcher.config.LegacyImport;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hearth config`: checks, shows and translates configuration.
@Command(
        name = "config",
        description = "Checks, shows or imports the configuration.",
        mixinStandardHelpOptions = true,
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class, ConfigCommand.Import.class})
final class ConfigCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "check",
            description = "Says whether the product would start with this configuration, and if not, each reason.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final Configured configured = new Configured();

        @Override
        public Integer call() {
            return switch (configured.resolve(List.of())) {
                case Resolution.Accepted _ -> {
                    spec.commandLine().getOut().println("The configuration is good.");
                    yield 0;
                }
                case Resolution.Refused(var problems) -> {
                    spec.commandLine().getErr().println(Configured.lines(problems));
                    yield 1;
                }
            };
        }
    }

    @Command(
            name = "show",
            description = "Prints every key, its value in force and where it came from. Secrets are masked.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final Configured configured = new Configured();

        @Override
        public Integer call() {
            HearthSettings settings = configured.settings(List.of());
            spec.commandLine().getOut().print(settings.show());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    @Command(
            name = "import",
            description = {
                "Translates the old system's \"key value\" file to a hearth.toml on standard output,",
                "and names every key it could not carry on standard error."
            },
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "OLDFILE", description = "The old system's configuration file.")
        @SuppressWarnings("NullAway.Init")
        private Path oldFile;

        @Override
        public Integer call() throws IOException {
            var translation = LegacyImport.translate(read());
            spec.commandLine().getOut().print(translation.toml());
            spec.commandLine().getOut().flush();
            var err = spec.commandLine().getErr();
            translation
                    .carried()
                    .forEach(c -> err.println(oldFile + ":" + c.line() + ": " + c.legacyKey() + " → " + c.key()));
            translation
                    .notCarried()
                    .forEach(n -> err.println(
                            oldFile + ":" + n.line() + ": not carried: " + n.legacyKey() + ": " + n.reason()));
            return 0;
        }

        private String read() throws IOException {
            try {
                return Files.readString(oldFile);
            } catch (NoSuchFileException _) {
                throw new StartRefused("There is no file " + oldFile + ".");
            } catch (CharacterCodingException _) {
                throw new StartRefused(oldFile + " is not UTF-8 text.");
            }
        }
    }
}
