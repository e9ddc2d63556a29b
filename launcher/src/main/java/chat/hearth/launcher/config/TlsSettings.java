package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Secret;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import java.nio.file.Path;
import java.util.List;

/// The key store of direct TLS: table `[tls]`.
///
/// @param keyStore an empty path when there is none
public record TlsSettings(Path keyStore, Secret keyStorePassword, Secret keyPassword) {
    private static final Path NONE = Path.of("");

    static final Key<Path> KEY_STORE = Key.of(
                    "tls.key_store", Texts.path(), NONE, "A key store (JKS or PKCS12) with certificate and key.")
            .knownAs("jks_path");
    static final Key<Secret> KEY_STORE_PASSWORD = Key.of(
                    "tls.key_store_password", KnownSecrets.refused(), Secret.none(), "The password of the key store.")
            .knownAs("key_store_password");
    static final Key<Secret> KEY_PASSWORD = Key.of(
                    "tls.key_password", KnownSecrets.refused(), Secret.none(), "The password of the key in it.")
            .knownAs("key_manager_password");

    static final List<Key<?>> KEYS = List.of(KEY_STORE, KEY_STORE_PASSWORD, KEY_PASSWORD);

    static TlsSettings of(Settings settings) {
        return new TlsSettings(
                settings.value(KEY_STORE), settings.value(KEY_STORE_PASSWORD), settings.value(KEY_PASSWORD));
    }

    /// Whether this configuration asks for TLS.
    public boolean isWanted() {
        return !keyStore.equals(NONE);
    }
}
