package chat.hearth.kit.tls.local;

import chat.hearth.kit.config.Secret;
import chat.hearth.kit.secret.OwnedFiles;
import chat.hearth.kit.tls.PemFiles;
import chat.hearth.kit.tls.PemText;
import chat.hearth.kit.tls.ServerCertificate;
import chat.hearth.kit.tls.TlsRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A folder of certificates and keys, all of them for their owner alone: `ca.pem` and `ca.key` of a local
/// authority, and `NAME.pem`, `NAME.key`, `NAME.p12`, `NAME.jks` of what it issued.
public record CertificateFolder(Path folder) {
    private static final String AUTHORITY = "ca.pem";
    private static final String AUTHORITY_KEY = "ca.key";

    /// A form in which a certificate is written.
    public enum Format {
        PEM,
        P12,
        JKS
    }

    /// Writes a new authority; never over another.
    ///
    /// @return the file to be given to browsers
    public Path write(LocalAuthority authority) {
        return inFolder(() -> {
            Path file = folder.resolve(AUTHORITY);
            if (Files.exists(file) || Files.exists(folder.resolve(AUTHORITY_KEY))) {
                throw new TlsRefused(folder + " has an authority already; take another folder, or remove " + AUTHORITY
                        + " and " + AUTHORITY_KEY + " and trust a new one everywhere");
            }
            OwnedFiles.create(folder.resolve(AUTHORITY_KEY), PemText.of(List.of(authority.key())));
            OwnedFiles.create(file, PemText.of(List.of(authority.certificate())));
            return file;
        });
    }

    /// The authority that was written here.
    ///
    /// @throws TlsRefused when there is none
    public LocalAuthority authority() {
        Path file = folder.resolve(AUTHORITY);
        if (!Files.exists(file)) {
            throw new TlsRefused(folder + " has no authority; make one first: hearth tls ca --out " + folder);
        }
        PrivateKey key = PemFiles.key(folder.resolve(AUTHORITY_KEY), Secret.none());
        return new LocalAuthority(key, PemFiles.certificates(file).getFirst());
    }

    /// Writes a certificate over an older one of the same name: first the key, then the chain, each whole.
    ///
    /// @param password of the key stores
    /// @return the files
    public List<Path> write(ServerCertificate certificate, String name, Set<Format> formats, Secret password) {
        return inFolder(() -> {
            List<Path> written = new ArrayList<>();
            if (formats.contains(Format.PEM)) {
                written.add(replace(name + ".key", PemText.of(List.of(certificate.key()))));
                written.add(replace(name + ".pem", PemText.of(certificate.chain())));
            }
            if (formats.contains(Format.P12)) {
                written.add(replace(name + ".p12", store("PKCS12", certificate, password)));
            }
            if (formats.contains(Format.JKS)) {
                written.add(replace(name + ".jks", store("JKS", certificate, password)));
            }
            return written;
        });
    }

    /// Writes a text for the owner alone, over an older one.
    public Path writeText(String name, String text) {
        return inFolder(() -> replace(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Where a certificate for this name is written; a wildcard's star is no letter for files.
    public static String fileName(String name) {
        return name.replace("*", "_wildcard").replace(':', '_');
    }

    private Path replace(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        OwnedFiles.create(file, content);
        return file;
    }

    private static byte[] store(String type, ServerCertificate certificate, Secret password) throws IOException {
        if (!password.isPresent()) {
            throw new TlsRefused("a key store needs a password; name a file that holds it with --password-file");
        }
        char[] letters = password.reveal().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, letters);
            Certificate[] chain = certificate.chain().toArray(X509Certificate[]::new);
            store.setKeyEntry("hearth", certificate.key(), letters, chain);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, letters);
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T inFolder(Work<T> work) {
        try {
            OwnedFiles.createFolder(folder);
            return work.run();
        } catch (IOException e) {
            throw new TlsRefused("cannot write to " + folder + ": " + e, e);
        }
    }
}
