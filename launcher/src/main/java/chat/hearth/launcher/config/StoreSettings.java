package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Numbers;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Secret;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import chat.hearth.storage.postgres.PostgresLogin;
import chat.hearth.storage.postgres.PostgresOptions;
import chat.hearth.storage.postgres.Risk;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The engine that keeps the truth: table `[store]`.
///
/// @param batchMax the most changes of one commit
/// @param queueMax the most changes waiting for a commit; more are refused
/// @param postgres where PostgreSQL is, if that is the engine
public record StoreSettings(Kind kind, int batchMax, int queueMax, Postgres postgres) {
    /// The engines by name.
    public enum Kind {
        SQLITE,
        POSTGRES
    }

    static final Key<Kind> KIND = Key.of(
                    "store.kind",
                    Texts.oneOf(List.of(Kind.values())),
                    Kind.SQLITE,
                    "The engine that keeps the messages.")
            .knownAs("store.engine");
    static final Key<Integer> BATCH_MAX =
            Key.of("store.batch_max", Numbers.between(1, 10_000, "changes"), 1000, "The most changes of one commit.");
    static final Key<Integer> QUEUE_MAX = Key.of(
            "store.queue_max",
            Numbers.between(1, 1_000_000, "changes"),
            10_000,
            "The most changes waiting for a commit; more are refused.");

    static final List<Key<?>> KEYS = Stream.concat(
                    Stream.<Key<?>>of(KIND, BATCH_MAX, QUEUE_MAX), Postgres.KEYS.stream())
            .toList();

    static StoreSettings of(Settings settings) {
        return new StoreSettings(
                settings.value(KIND), settings.value(BATCH_MAX), settings.value(QUEUE_MAX), Postgres.of(settings));
    }

    static Stream<Problem> problems(Settings settings) {
        boolean hasUrl = !settings.value(Postgres.URL).isEmpty();
        boolean hasUser = !settings.value(Postgres.USER).isEmpty();
        return switch (settings.value(KIND)) {
            case SQLITE ->
                hasUrl
                        ? Stream.of(
                                new Problem(settings.origin(Postgres.URL), "store.url needs store.kind = \"postgres\""))
                        : Stream.empty();
            case POSTGRES ->
                Stream.concat(
                        hasUrl ? Stream.empty() : missing(settings, "store.url = \"postgresql://HOST:5432/DATABASE\""),
                        hasUser ? Stream.empty() : missing(settings, "store.user"));
        };
    }

    private static Stream<Problem> missing(Settings settings, String what) {
        return Stream.of(new Problem(settings.origin(KIND), "store.kind \"postgres\" needs " + what));
    }

    /// A PostgreSQL database.
    ///
    /// @param url empty: none
    /// @param acceptedRisks settings of the server that may lose what was acknowledged, and may be there all the
    ///   same
    public record Postgres(String url, String user, Secret password, int writers, Set<Risk> acceptedRisks) {
        static final Key<String> URL = Key.of(
                "store.url",
                Texts.text("postgresql://HOST:PORT/DATABASE without user and password in it", PostgresLogin::isUrl),
                "",
                "Where PostgreSQL is.");
        static final Key<String> USER = Key.of(
                "store.user",
                Texts.text("a name of at most 63 bytes", text -> text.matches("\\S{1,63}")),
                "",
                "The user of the PostgreSQL database; it should own it.");
        static final Key<Secret> PASSWORD =
                Key.of("store.password", KnownSecrets.refused(), Secret.none(), "That user's password.");
        static final Key<Integer> WRITERS = Key.of(
                "store.writers",
                Numbers.between(1, PostgresOptions.MAX_WRITERS, "connections"),
                2,
                "The connections that write to PostgreSQL.");
        static final Key<List<String>> ACCEPTED_RISKS = Key.of(
                "store.accepted_risks",
                Texts.list("a list of " + names(), name -> named(name).findAny().isPresent()),
                List.of(),
                "Settings of PostgreSQL that may be off although messages can be lost then.");

        static final List<Key<?>> KEYS = List.of(URL, USER, PASSWORD, WRITERS, ACCEPTED_RISKS);

        public Postgres {
            acceptedRisks = Set.copyOf(acceptedRisks);
        }

        static Postgres of(Settings settings) {
            return new Postgres(
                    settings.value(URL),
                    settings.value(USER),
                    settings.value(PASSWORD),
                    settings.value(WRITERS),
                    settings.value(ACCEPTED_RISKS).stream()
                            .flatMap(Postgres::named)
                            .collect(Collectors.toSet()));
        }

        private static Stream<Risk> named(String name) {
            return Arrays.stream(Risk.values()).filter(risk -> risk.setting().equals(name));
        }

        private static String names() {
            return Arrays.stream(Risk.values())
                    .map(risk -> "\"" + risk.setting() + "\"")
                    .collect(Collectors.joining(", "));
        }
    }
}
