package chat.hearth.kit.config;

import java.util.List;

/// The outcome of reading a configuration.
public sealed interface Resolution {
    /// Every value of every source fits.
    record Accepted(Settings settings) implements Resolution {}

    /// At least one problem; all are told, those of the file in its order, then the environment, flags and
    /// rules.
    record Refused(List<Problem> problems) implements Resolution {
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
        }
    }
}
