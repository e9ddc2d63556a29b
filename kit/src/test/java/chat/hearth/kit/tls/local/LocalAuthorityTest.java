package chat.hearth.kit.tls.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.kit.tls.TlsRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTest {
    private static final Path NOWHERE = Path.of("x.pem");
    private final Instant now = Instant.now();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void issuesForNamesWildcardsAndAddresses() {
        var issued = LocalAuthority.create("home", now)
                .issue(List.of("Chat.Test", "*.im.test", "localhost", "192.0.2.7", "::1"), days(10), now, NOWHERE);

        assertThat(issued.names()).contains("chat.test", "*.im.test", "localhost", "192.0.2.7");
        assertThat(issued.isFor("node7.im.test")).isTrue();
        assertThat(issued.isFor("::1")).isTrue();
        assertThat(issued.chain()).hasSize(2);
        assertThat(issued.leaf().getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void refusesWhatIsNoName() {
        var authority = LocalAuthority.create("home", now);

        for (var name : List.of("", "a b", "-a.test", "*", "a.*.test", "http://chat.test", "chat.test:443", "чат")) {
            assertThatThrownBy(() -> authority.issue(List.of(name), days(10), now, NOWHERE))
                    .isInstanceOf(TlsRefused.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void isReadBackAndNeverOverwritten() {
        var certificates = new CertificateFolder(folder.resolve("made"));
        var authority = LocalAuthority.create("home", now);
        certificates.write(authority);

        assertThat(certificates.authority()).isEqualTo(authority);
        assertThatThrownBy(() -> certificates.write(LocalAuthority.create("other", now)))
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining("has an authority already");
        assertThatThrownBy(() -> new CertificateFolder(folder).authority()).hasMessageContaining("hearth tls ca");
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
