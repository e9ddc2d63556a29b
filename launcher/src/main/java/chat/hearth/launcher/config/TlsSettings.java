package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Numbers;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Secret;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import chat.hearth.kit.tls.CertificateSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// TLS of this program's own listeners: table `[tls]`.
///
/// @param authorities certificates of one's own authorities in PEM; an empty path when there are none
/// @param redirectPort where plain requests are sent to the page over TLS; 0 for nowhere
public record TlsSettings(
        Pem pem,
        Path folder,
        KeyStoreFile keyStore,
        Secret keyPassword,
        Path authorities,
        int redirectPort,
        AcmeSettings acme) {
    private static final Path NONE = Path.of("");

    /// A chain and its key; empty paths when there is none, an empty key when it is in the same file.
    public record Pem(Path certificate, Path key) {}

    /// A key store; an empty path when there is none.
    public record KeyStoreFile(Path file, Secret password) {}

    static final Key<Path> CERTIFICATE =
            Key.of("tls.certificate", Texts.path(), NONE, "A PEM file with the certificate and its chain.");
    static final Key<Path> KEY =
            Key.of("tls.key", Texts.path(), NONE, "The PEM file of its key; empty means it is in the same file.");
    static final Key<Path> FOLDER = Key.of(
            "tls.folder", Texts.path(), NONE, "A folder of certificates for several names: NAME.pem and NAME.key.");
    static final Key<Path> KEY_STORE = Key.of(
                    "tls.key_store", Texts.path(), NONE, "A key store (JKS or PKCS12) with certificate and key.")
            .knownAs("jks_path");
    static final Key<Secret> KEY_STORE_PASSWORD = Key.of(
                    "tls.key_store_password", KnownSecrets.refused(), Secret.none(), "The password of the key store.")
            .knownAs("key_store_password");
    static final Key<Secret> KEY_PASSWORD = Key.of(
                    "tls.key_password",
                    KnownSecrets.refused(),
                    Secret.none(),
                    "The password of the key; in a key store, empty means the store's own.")
            .knownAs("key_manager_password");
    static final Key<Path> AUTHORITIES =
            Key.of("tls.ca", Texts.path(), NONE, "A PEM file of your own authorities, which certificates may end at.");
    static final Key<Integer> REDIRECT_PORT = Key.of(
            "tls.redirect_port", Numbers.portOrZero(), 0, "A plain port that sends browsers to the page; 0 for none.");

    static final List<Key<?>> KEYS = Stream.of(
                    List.of(
                            CERTIFICATE,
                            KEY,
                            FOLDER,
                            KEY_STORE,
                            KEY_STORE_PASSWORD,
                            KEY_PASSWORD,
                            AUTHORITIES,
                            REDIRECT_PORT),
                    AcmeSettings.KEYS)
            .<Key<?>>flatMap(List::stream)
            .toList();

    static TlsSettings of(Settings settings) {
        return new TlsSettings(
                new Pem(settings.value(CERTIFICATE), settings.value(KEY)),
                settings.value(FOLDER),
                new KeyStoreFile(settings.value(KEY_STORE), settings.value(KEY_STORE_PASSWORD)),
                settings.value(KEY_PASSWORD),
                settings.value(AUTHORITIES),
                settings.value(REDIRECT_PORT),
                AcmeSettings.of(settings));
    }

    /// Whether this configuration asks for TLS.
    public boolean isWanted() {
        return acme.isWanted()
                || Stream.of(pem.certificate, folder, keyStore.file).anyMatch(path -> !path.equals(NONE));
    }

    /// Where the certificates of the operator are; the first named answers clients that name no host.
    public CertificateSource source() {
        var sources = new ArrayList<CertificateSource>();
        if (!pem.certificate.equals(NONE)) {
            var key = pem.key.equals(NONE) ? pem.certificate : pem.key;
            sources.add(new CertificateSource.Pem(pem.certificate, key, keyPassword));
        }
        if (!keyStore.file.equals(NONE)) {
            sources.add(new CertificateSource.KeyStoreFile(keyStore.file, keyStore.password, keyPassword));
        }
        if (!folder.equals(NONE)) {
            sources.add(new CertificateSource.PemFolder(folder, keyPassword));
        }
        return new CertificateSource.Several(sources);
    }

    /// Whether authorities of one's own are named.
    public boolean hasAuthorities() {
        return !authorities.equals(NONE);
    }

    static Stream<Problem> problems(Settings settings) {
        var isWanted = of(settings).isWanted();
        return Stream.of(KEY, KEY_STORE_PASSWORD, KEY_PASSWORD, REDIRECT_PORT)
                .filter(key -> !isWanted && !settings.value(key).equals(key.fallback()))
                .map(key -> new Problem(
                        settings.origin(key),
                        key.name() + " is given, but no certificate: add tls.certificate, tls.key_store (jks_path),"
                                + " tls.folder or tls.acme_directory, or remove it"));
    }
}
