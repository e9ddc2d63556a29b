package chat.hearth.launcher.cli;

import chat.hearth.launcher.product.Migration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hearth migrate`: brings the store to this version's schema without starting the product.
@Command(
        name = "migrate",
        description = "Brings the data folder to this version's schema, after copying what it changes.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Configured configured = new Configured();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: data.")
    private @Nullable String data;

    @Override
    public Integer call() {
        var settings = configured.settings(
                new Flags().add("--data", "server.data", data).toList());
        spec.commandLine().getOut().println(Migration.run(settings));
        return 0;
    }
}
