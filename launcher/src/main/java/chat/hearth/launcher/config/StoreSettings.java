package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Numbers;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import java.util.List;
import java.util.stream.Stream;

/// The engine that keeps the truth: table `[store]`.
///
/// @param batchMax the most changes of one commit
/// @param queueMax the most changes waiting for a commit; more are refused
public record StoreSettings(Kind kind, int batchMax, int queueMax) {
    /// The engines by name.
    public enum Kind {
        SQLITE,
        POSTGRES
    }

    static final Key<Kind> KIND = Key.of(
            "store.kind", Texts.oneOf(List.of(Kind.values())), Kind.SQLITE, "The engine that keeps the messages.");
    static final Key<Integer> BATCH_MAX =
            Key.of("store.batch_max", Numbers.between(1, 10_000, "changes"), 1000, "The most changes of one commit.");
    static final Key<Integer> QUEUE_MAX = Key.of(
            "store.queue_max",
            Numbers.between(1, 1_000_000, "changes"),
            10_000,
            "The most changes waiting for a commit; more are refused.");

    static final List<Key<?>> KEYS = List.of(KIND, BATCH_MAX, QUEUE_MAX);

    static StoreSettings of(Settings settings) {
        return new StoreSettings(settings.value(KIND), settings.value(BATCH_MAX), settings.value(QUEUE_MAX));
    }

    static Stream<Problem> problems(Settings settings) {
        return switch (settings.value(KIND)) {
            case SQLITE -> Stream.empty();
            case POSTGRES ->
                Stream.of(new Problem(
                        settings.origin(KIND),
                        "store.kind \"postgres\" is not available in this version; use \"sqlite\""));
        };
    }
}
