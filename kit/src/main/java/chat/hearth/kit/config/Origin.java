package chat.hearth.kit.config;

/// Where a value comes from.
public sealed interface Origin {
    /// No source gave a value.
    record Default() implements Origin {}

    /// A line of the configuration file; line 0 stands for the file as a whole.
    record File(String file, int line) implements Origin {}

    /// An environment variable.
    record Environment(String variable) implements Origin {}

    /// A flag of the command line, with its dashes.
    record CommandLine(String flag) implements Origin {}

    /// For listings, and before the colon of a message.
    default String describe() {
        return switch (this) {
            case Default _ -> "default";
            case File(String file, int line) -> line == 0 ? file : file + ":" + line;
            case Environment(String variable) -> "environment " + variable;
            case CommandLine(String flag) -> "flag " + flag;
        };
    }
}
