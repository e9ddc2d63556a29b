package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import java.util.List;

/// Accounts: table `[app]`.
///
/// @param registration who may make an account
public record AppSettings(Registration registration) {
    static final Key<Registration> REGISTRATION = Key.of(
            "app.registration",
            Texts.oneOf(List.of(Registration.values())),
            Registration.OPEN,
            "Who may make an account: everybody who reaches the page, or only operators with hearth user add.");

    static final List<Key<?>> KEYS = List.of(REGISTRATION);

    /// Who may make an account.
    public enum Registration {
        OPEN,
        OFF
    }

    static AppSettings of(Settings settings) {
        return new AppSettings(settings.value(REGISTRATION));
    }

    /// Whether people may make accounts for themselves.
    public boolean isRegistrationOpen() {
        return registration == Registration.OPEN;
    }
}
