package chat.hearth.kit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.kit.config.Secret;
import chat.hearth.kit.tls.local.CertificateFolder;
import chat.hearth.kit.tls.local.CertificateFolder.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {
    private final Judgement judgement = new Judgement(Certificates.roots(), List.of("chat.test"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void handsOnWhatReplacesTheFilesAndKeepsTheOldWhenThatIsBroken() throws IOException, InterruptedException {
        put(Certificates.of("chat.test"));
        var told = new LinkedBlockingQueue<TlsIdentity>();
        try (CertificateWatch watch = CertificateWatch.start(source(), judgement, InstantSource.system())) {
            watch.tell(told::add);
            var first = watch.current();

            Files.writeString(folder.resolve("chat.pem"), "broken");
            Files.writeString(folder.resolve("chat.key"), "broken");
            // Two refused contents before the good one: neither may be told.
            put(Certificates.of("other.test"));
            ServerCertificate next = Certificates.of("chat.test");
            put(next);

            var second = Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS));
            assertThat(first.certificates()).isNotEqualTo(second.certificates());
            assertThat(second.certificates().getFirst().chain()).isEqualTo(next.chain());
            assertThat(watch.current()).isSameAs(second);
            assertThat(watch.secondsLeft()).isBetween(89 * 86_400.0, 90 * 86_400.0);
        }
    }

    @Test
    void refusesToStartOnWhatDoesNotPass() {
        put(Certificates.of("other.test"));

        assertThatThrownBy(() -> CertificateWatch.start(source(), judgement, InstantSource.system()))
                .isInstanceOf(TlsRefused.class);
    }

    @Test
    void warnsOnceAtEachThreshold() {
        var warnings = new ExpiryWarnings();
        var identity = Certificates.identity(Certificates.of("chat.test"));
        var end = identity.expiresAt();

        assertThat(warnings.consider(identity, end.minus(Duration.ofDays(31)))).isFalse();
        for (int days : new int[] {30, 14, 7, 1, 0}) {
            assertThat(warnings.consider(identity, end.minus(Duration.ofDays(days))))
                    .isTrue();
            assertThat(warnings.consider(identity, end.minus(Duration.ofDays(days))))
                    .isFalse();
        }
        var renewed = Certificates.identity(Certificates.of("chat.test"));
        assertThat(warnings.consider(renewed, renewed.expiresAt().minus(Duration.ofDays(3))))
                .isTrue();
    }

    private CertificateSource source() {
        return new CertificateSource.Pem(folder.resolve("chat.pem"), folder.resolve("chat.key"), Secret.none());
    }

    private void put(ServerCertificate certificate) {
        new CertificateFolder(folder).write(certificate, "chat", Set.of(Format.PEM), Secret.none());
    }
}
