package chat.hearth.kit.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Path FILE = Path.of("chat.pem");
    private final ServerCertificate good = Certificates.of("chat.test", "*.node.test", "127.0.0.1", "::1");

    @Test
    void passesAWholeChainForEveryNameAnnounced() {
        Judgement judgement = new Judgement(
                Certificates.roots(), List.of("chat.test", "CHAT.test.", "n1.node.test", "127.0.0.1", "[::1]"));

        assertThatCode(() -> judgement.pass(List.of(good), Certificates.NOW)).doesNotThrowAnyException();
    }

    @Test
    void refusesANameThatNoCertificateHas() {
        for (String host : List.of("other.test", "node.test", "a.b.node.test", "xchat.test", "127.0.0.2")) {
            assertThatThrownBy(() ->
                            new Judgement(Certificates.roots(), List.of(host)).pass(List.of(good), Certificates.NOW))
                    .isInstanceOf(TlsRefused.class)
                    .hasMessageContaining("no certificate is for " + host)
                    .hasMessageContaining("server.public_origins");
        }
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        refuses(with(Certificates.of("chat.test").key(), good.chain()), Certificates.NOW, "the key does not belong");
    }

    @Test
    void refusesAnIncompleteChainUnlessItEndsAtAKnownRoot() {
        ServerCertificate alone = with(good.key(), List.of(good.leaf()));
        Roots knowing = new Roots(List.of(), List.of(Certificates.AUTHORITY.certificate()));

        refuses(alone, Certificates.NOW, "incomplete chain");
        assertThatCode(() -> new Judgement(knowing, List.of()).pass(List.of(alone), Certificates.NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAChainOutOfOrder() {
        X509Certificate stranger = Certificates.of("stranger.test").leaf();
        X509Certificate root = Certificates.AUTHORITY.certificate();

        refuses(with(good.key(), List.of(good.leaf(), stranger, root)), Certificates.NOW, "out of order");
        refuses(with(good.key(), good.chain().reversed()), Certificates.NOW, "put the server's certificate first");
    }

    @Test
    void refusesWhatIsNotValidToday() {
        refuses(good, Certificates.NOW.plus(Duration.ofDays(91)), "has expired");
        refuses(good, Certificates.NOW.minus(Duration.ofDays(1)), "is not valid before");
    }

    private static ServerCertificate with(PrivateKey key, List<X509Certificate> chain) {
        return new ServerCertificate(key, chain, FILE);
    }

    private static void refuses(ServerCertificate certificate, Instant now, String why) {
        assertThatThrownBy(() -> new Judgement(Certificates.roots(), List.of()).pass(List.of(certificate), now))
                .isInstanceOf(TlsRefused.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("\n");
    }
}
