package chat.hearth.kit.tls;

import chat.hearth.kit.config.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/// Reads PEM (RFC 7468): certificates, and keys as PKCS#8, PKCS#1 or SEC 1, encrypted or not.
public final class PemFiles {
    /// Larger files are no certificates but mistakes.
    private static final long MOST_BYTES = 1 << 20;

    private static final int MOST_PAIRS = 256;
    private static final String CERTIFICATE = ".pem";
    private static final String KEY = ".key";

    private PemFiles() {}

    /// All certificates of a file, in its order.
    ///
    /// @throws TlsRefused when there is none
    public static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (Object object : objects(file)) {
                if (object instanceof X509CertificateHolder holder) {
                    found.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (CertificateException e) {
            throw new TlsRefused(file + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new TlsRefused(file + " holds no certificate; give the PEM file that has the whole chain");
        }
        return found;
    }

    /// The private key of a file.
    ///
    /// @throws TlsRefused when there is none, or it does not open with this password
    public static PrivateKey key(Path file, Secret password) {
        for (Object object : objects(file)) {
            PrivateKey key = keyOf(object, file, password);
            if (key != null) {
                return key;
            }
        }
        throw new TlsRefused(file + " holds no private key; give the PEM file of the certificate's key");
    }

    static ServerCertificate read(Path certificate, Path key, Secret password) {
        return new ServerCertificate(key(key, password), certificates(certificate), certificate);
    }

    static List<ServerCertificate> readAll(Path folder, Secret password) {
        List<CertificateSource.Pem> pairs = pairsIn(folder);
        if (pairs.isEmpty()) {
            throw new TlsRefused(
                    folder + " holds no pair NAME.pem and NAME.key; put one there, or name another folder");
        }
        return pairs.stream()
                .map(pair -> read(pair.certificate(), pair.key(), password))
                .toList();
    }

    static List<CertificateSource.Pem> pairsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(CERTIFICATE))
                    .filter(file -> Files.isRegularFile(keyBeside(file)))
                    .sorted()
                    .limit(MOST_PAIRS)
                    .map(file -> new CertificateSource.Pem(file, keyBeside(file), Secret.none()))
                    .toList();
        } catch (IOException e) {
            throw new TlsRefused("the folder of certificates " + folder + " cannot be read: " + e, e);
        }
    }

    private static Path keyBeside(Path certificate) {
        String name = String.valueOf(certificate.getFileName());
        return certificate.resolveSibling(name.substring(0, name.length() - CERTIFICATE.length()) + KEY);
    }

    private static List<Object> objects(Path file) {
        List<Object> found = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text(file)))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                found.add(object);
            }
            return found;
        } catch (IOException | RuntimeException e) {
            if (e instanceof TlsRefused refused) {
                throw refused;
            }
            throw new TlsRefused(file + " is not PEM text that can be read: " + e.getMessage(), e);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new TlsRefused(file + " is larger than " + MOST_BYTES + " bytes; that is no certificate");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new TlsRefused("there is no file " + file + "; mend its name in [tls]", e);
        } catch (CharacterCodingException e) {
            throw new TlsRefused(file + " is not text; a key store belongs in tls.key_store", e);
        } catch (IOException e) {
            throw new TlsRefused(file + " cannot be read by this user: " + e.getMessage(), e);
        }
    }

    private static @Nullable PrivateKey keyOf(Object object, Path file, Secret password) {
        // Not registered with the JVM: only what is converted here uses it.
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try {
            return switch (object) {
                case PrivateKeyInfo plain -> converter.getPrivateKey(plain);
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case PEMEncryptedKeyPair sealed ->
                    converter.getPrivateKey(sealed.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                    .setProvider(new BouncyCastleProvider())
                                    .build(letters(file, password)))
                            .getPrivateKeyInfo());
                case PKCS8EncryptedPrivateKeyInfo sealed ->
                    converter.getPrivateKey(sealed.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(letters(file, password))));
                default -> null;
            };
        } catch (PEMException e) {
            throw new TlsRefused(file + " holds a key of a kind that cannot be used: " + e.getMessage(), e);
        } catch (IOException | OperatorCreationException | PKCSException e) {
            throw new TlsRefused("the key in " + file + " does not open with tls.key_password", e);
        }
    }

    private static char[] letters(Path file, Secret password) {
        if (!password.isPresent()) {
            throw new TlsRefused("the key in " + file + " is encrypted; give its password in tls.key_password");
        }
        return password.reveal().toCharArray();
    }
}
