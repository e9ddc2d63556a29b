package chat.hearth.launcher.cli;

import chat.hearth.launcher.product.Epochs;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hearth epoch`: which history the data is of.
@Command(
        name = "epoch",
        description = "Which history the data is of.",
        mixinStandardHelpOptions = true,
        subcommands = {EpochCommand.Bump.class, CommandLine.HelpCommand.class})
final class EpochCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// `hearth epoch bump`: to be run after an older copy of the data was put back.
    @Command(
            name = "bump",
            description = "Begins a new epoch, after an older copy of the data was put back: devices start over"
                    + " instead of mixing what they hold with it. The product must not be running.",
            mixinStandardHelpOptions = true)
    static final class Bump implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private CommandSpec spec;

        @Mixin
        private final Configured configured = new Configured();

        @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: data.")
        private @Nullable String data;

        @Override
        public Integer call() {
            var settings = configured.settings(
                    new Flags().add("--data", "server.data", data).toList());
            spec.commandLine().getOut().println(Epochs.bump(settings));
            return 0;
        }
    }
}
