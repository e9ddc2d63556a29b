package chat.hearth.kit.tls;

import chat.hearth.kit.config.Secret;
import java.nio.file.Path;
import java.util.List;

/// Where certificates and keys come from. Each is read anew whenever it is asked.
public sealed interface CertificateSource {
    /// What it holds; the first one answers clients that name no host, or none of ours.
    ///
    /// @throws TlsRefused with one line that says what to do
    List<ServerCertificate> read();

    /// The files and folders whose change means that there may be another certificate.
    List<Path> watched();

    /// A PEM chain and its PEM key, in a file of its own or in the same.
    ///
    /// @param password of the key; none when it is not encrypted
    record Pem(Path certificate, Path key, Secret password) implements CertificateSource {
        @Override
        public List<ServerCertificate> read() {
            return List.of(PemFiles.read(certificate, key, password));
        }

        @Override
        public List<Path> watched() {
            return List.of(certificate, key);
        }
    }

    /// A JKS or PKCS12 key store; which of them is read from the file.
    ///
    /// @param keyPassword of the keys in it; none means the store's own
    record KeyStoreFile(Path file, Secret storePassword, Secret keyPassword) implements CertificateSource {
        @Override
        public List<ServerCertificate> read() {
            return KeyStoreFiles.read(this);
        }

        @Override
        public List<Path> watched() {
            return List.of(file);
        }
    }

    /// A folder of `NAME.pem` and `NAME.key` pairs, in the order of their names.
    record PemFolder(Path folder, Secret password) implements CertificateSource {
        @Override
        public List<ServerCertificate> read() {
            return PemFiles.readAll(folder, password);
        }

        @Override
        public List<Path> watched() {
            return PemFiles.pairsIn(folder).stream()
                    .flatMap(pair -> pair.watched().stream())
                    .toList();
        }
    }

    /// Several sources as one.
    record Several(List<CertificateSource> sources) implements CertificateSource {
        public Several {
            sources = List.copyOf(sources);
        }

        @Override
        public List<ServerCertificate> read() {
            return sources.stream().flatMap(source -> source.read().stream()).toList();
        }

        @Override
        public List<Path> watched() {
            return sources.stream().flatMap(source -> source.watched().stream()).toList();
        }
    }
}
