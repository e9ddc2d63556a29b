package chat.hearth.launcher.config;

import chat.hearth.kit.config.Secret;
import chat.hearth.kit.config.Secrets;
import chat.hearth.kit.config.ValueType;
import java.util.Set;

/// Secrets that guard nothing, because they are the defaults of other programs or the first guesses of
/// everybody.
final class KnownSecrets {
    private static final Set<String> KNOWN = Set.of(
            "123456",
            "12345678",
            "66666",
            "testim",
            "changeit",
            "changeme",
            "password",
            "secret",
            "admin",
            "hearth",
            "test");

    private KnownSecrets() {}

    /// Secrets other than the known ones.
    static ValueType<Secret> refused() {
        return Secrets.otherThan(KNOWN);
    }
}
