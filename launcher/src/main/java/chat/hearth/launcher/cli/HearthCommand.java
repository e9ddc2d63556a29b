package chat.hearth.launcher.cli;

import chat.hearth.launcher.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hearth`: names its commands.
@Command(
        name = "hearth",
        description = "A self-hosted chat system, secure at every hop.",
        mixinStandardHelpOptions = true,
        versionProvider = HearthCommand.Versions.class,
        subcommands = {
            RunCommand.class,
            BenchCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            EpochCommand.class,
            MigrateCommand.class,
            NginxCommand.class,
            TlsCommand.class,
            UserCommand.class,
            WebCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExit codes: 0 done, 1 refused or failed, 2 wrong usage.%n",
        footer = "Start with: ./hearth run. The tests: ./hearth test (see ./hearth test --list).")
final class HearthCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"hearth " + Version.current()};
        }
    }
}
