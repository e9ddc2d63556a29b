package chat.hearth.kit.tls;

import chat.hearth.kit.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Reads JKS and PKCS12 key stores.
final class KeyStoreFiles {
    private KeyStoreFiles() {}

    static List<ServerCertificate> read(CertificateSource.KeyStoreFile source) {
        Path file = source.file();
        if (!Files.isRegularFile(file)) {
            throw new TlsRefused("there is no key store " + file + "; mend tls.key_store (jks_path)");
        }
        KeyStore store = open(file, source.storePassword());
        List<ServerCertificate> found = entries(store, source);
        if (found.isEmpty()) {
            throw new TlsRefused(file + " holds no private key with a certificate; export both into it");
        }
        return found;
    }

    private static KeyStore open(Path file, Secret password) {
        try {
            return KeyStore.getInstance(file.toFile(), password.reveal().toCharArray());
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new TlsRefused(wrongPassword(file, "tls.key_store_password (key_store_password)"), e);
            }
            throw new TlsRefused(file + " is no key store that can be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new TlsRefused(
                    file + " is neither JKS nor PKCS12; convert it, or use tls.certificate and tls.key", e);
        }
    }

    private static List<ServerCertificate> entries(KeyStore store, CertificateSource.KeyStoreFile source) {
        Secret keyPassword = source.keyPassword().isPresent() ? source.keyPassword() : source.storePassword();
        List<ServerCertificate> found = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    Key key = store.getKey(alias, keyPassword.reveal().toCharArray());
                    List<X509Certificate> chain = chain(store.getCertificateChain(alias));
                    if (key instanceof PrivateKey own && !chain.isEmpty()) {
                        found.add(new ServerCertificate(own, chain, source.file()));
                    }
                }
            }
            return found;
        } catch (UnrecoverableKeyException e) {
            throw new TlsRefused(wrongPassword(source.file(), "tls.key_password (key_manager_password)"), e);
        } catch (GeneralSecurityException e) {
            throw new TlsRefused(source.file() + " holds an entry that cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        return Arrays.stream(certificates == null ? new Certificate[0] : certificates)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static String wrongPassword(Path file, String key) {
        return file + " does not open with this password; mend " + key;
    }
}
