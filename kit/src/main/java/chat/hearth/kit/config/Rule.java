package chat.hearth.kit.config;

import java.util.stream.Stream;

/// A condition on several keys together; it is asked only when each value fits by itself.
@FunctionalInterface
public interface Rule {
    Stream<Problem> problems(Settings settings);
}
