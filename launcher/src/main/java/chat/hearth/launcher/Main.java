package chat.hearth.launcher;

import chat.hearth.launcher.cli.CommandLines;

/// Where the program starts.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        int exitCode = CommandLines.product().execute(args);
        if (exitCode != CommandLines.STAYS) {
            System.exit(exitCode);
        }
    }
}
