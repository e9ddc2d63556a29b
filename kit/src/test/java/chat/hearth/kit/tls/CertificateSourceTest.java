package chat.hearth.kit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.kit.config.Secret;
import chat.hearth.kit.secret.OwnedFiles;
import chat.hearth.kit.tls.local.CertificateFolder;
import chat.hearth.kit.tls.local.CertificateFolder.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateSourceTest {
    private static final Secret PASSWORD = Secret.of("correct horse");
    private static final Secret WRONG = Secret.of("battery staple");
    private final ServerCertificate issued = Certificates.of("chat.test");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() {
        new CertificateFolder(folder).write(issued, "chat.test", EnumSet.allOf(Format.class), PASSWORD);
    }

    @Test
    void readsTheSameCertificateFromEachFormat() {
        List<CertificateSource> sources = List.of(
                new CertificateSource.Pem(
                        folder.resolve("chat.test.pem"), folder.resolve("chat.test.key"), Secret.none()),
                new CertificateSource.KeyStoreFile(folder.resolve("chat.test.p12"), PASSWORD, Secret.none()),
                new CertificateSource.KeyStoreFile(folder.resolve("chat.test.jks"), PASSWORD, PASSWORD),
                new CertificateSource.PemFolder(folder, Secret.none()));

        assertThat(sources)
                .allSatisfy(source -> assertThat(source.read()).singleElement().satisfies(read -> {
                    assertThat(read.key()).isEqualTo(issued.key());
                    assertThat(read.chain()).isEqualTo(issued.chain());
                    assertThat(read.names()).containsExactly("chat.test");
                }));
    }

    @Test
    void writesForTheOwnerAlone() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(OwnedFiles.isPrivate(file)).isTrue());
        }
    }

    @Test
    void namesThePasswordThatIsWrong() {
        assertThatThrownBy(() ->
                        new CertificateSource.KeyStoreFile(folder.resolve("chat.test.jks"), WRONG, PASSWORD).read())
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining("chat.test.jks")
                .hasMessageContaining("tls.key_store_password")
                .hasMessageNotContaining(WRONG.reveal());
        assertThatThrownBy(() ->
                        new CertificateSource.KeyStoreFile(folder.resolve("chat.test.jks"), PASSWORD, WRONG).read())
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining("tls.key_password")
                .hasMessageNotContaining(WRONG.reveal());
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hello\n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xfe, (byte) 0xed, (byte) 0xff});
        Path absent = folder.resolve("absent");

        assertThatThrownBy(() -> PemFiles.certificates(text)).hasMessageContaining("holds no certificate");
        assertThatThrownBy(() -> PemFiles.key(text, Secret.none())).hasMessageContaining("holds no private key");
        assertThatThrownBy(() -> PemFiles.certificates(binary)).hasMessageContaining("tls.key_store");
        assertThatThrownBy(() -> PemFiles.certificates(absent)).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> new CertificateSource.KeyStoreFile(text, PASSWORD, Secret.none()).read())
                .isInstanceOf(TlsRefused.class);
        assertThatThrownBy(() -> new CertificateSource.KeyStoreFile(absent, PASSWORD, Secret.none()).read())
                .hasMessageContaining("jks_path");
    }

    @Test
    void opensAnEncryptedKey() throws IOException {
        // Made with: openssl pkcs8 -topk8 -v2 aes-256-cbc -passout pass:opensesame
        Path key = Files.writeString(folder.resolve("sealed.key"), SealedKey.PEM);

        assertThat(PemFiles.key(key, Secret.of("opensesame")).getAlgorithm()).isEqualTo("EC");
        assertThatThrownBy(() -> PemFiles.key(key, WRONG)).hasMessageContaining("does not open");
        assertThatThrownBy(() -> PemFiles.key(key, Secret.none())).hasMessageContaining("tls.key_password");
    }
}
