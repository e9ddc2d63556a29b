package chat.hearth.launcher.cli;

import chat.hearth.launcher.StartRefused;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/// The whole command line, with the exit codes that every command keeps to: 0 done, 1 refused or failed with
/// one clear line on stderr, 2 wrong usage.
public final class CommandLines {
    /// The command has started something that outlives it; the process ends when that ends.
    public static final int STAYS = -1;

    private CommandLines() {}

    /// A fresh command line for one execution.
    public static CommandLine product() {
        return new CommandLine(new HearthCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    private static int failed(Exception fault, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        switch (fault) {
            case StartRefused refused -> err.println(line(String.valueOf(refused.getMessage())));
            default -> {
                err.println(line(fault.toString()));
                fault.printStackTrace(err);
            }
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String line(String text) {
        return Ansi.AUTO.string("@|bold,red hearth:|@ ") + text;
    }
}
