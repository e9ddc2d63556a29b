package chat.hearth.kit.tls.acme;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.tls.Certificates;
import chat.hearth.kit.tls.Judgement;
import chat.hearth.kit.tls.Roots;
import chat.hearth.kit.tls.ServerCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalsTest {
    private static final List<String> NAMES = List.of("chat.test");
    private static final Duration LIFE = Duration.ofDays(90);

    private final Judgement judgement =
            new Judgement(new Roots(List.of(), List.of(Certificates.AUTHORITY.certificate())), NAMES);

    @TempDir
    private Path folder = Path.of("");

    private Instant now = Certificates.NOW;
    private @Nullable IssueFailed failure;
    private List<String> certified = NAMES;
    private AcmeFolder files = new AcmeFolder(folder);
    private Renewals renewals = renewals();

    @BeforeEach
    void prepare() {
        files = new AcmeFolder(folder.resolve("tls"));
        assertThat(files.prepare(NAMES, judgement, now)).isTrue();
        renewals = renewals();
    }

    private Renewals renewals() {
        return new Renewals(this::issue, files, judgement, () -> now, new Random(1));
    }

    private ServerCertificate issue(List<String> names) {
        if (failure != null) {
            throw failure;
        }
        return Certificates.AUTHORITY.issue(certified, LIFE, now, Path.of("issued.pem"));
    }

    private ServerCertificate shown() {
        return files.shown().read().getFirst();
    }

    @Test
    void renewsWhenTwoThirdsOfTheLifeHaveGone() throws InterruptedException {
        renewals.step();
        var first = shown();
        assertThat(renewals.issued()).isEqualTo(1);

        now = now.plus(Duration.ofDays(59));
        assertThat(renewals.step()).isLessThanOrEqualTo(RenewalTimes.MOST);
        assertThat(shown().leaf()).isEqualTo(first.leaf());

        now = now.plus(Duration.ofDays(5));
        renewals.step();
        assertThat(shown().leaf()).isNotEqualTo(first.leaf());
        assertThat(renewals.issued()).isEqualTo(2);
    }

    @Test
    void keepsWhatIsShownAndWaitsLongerAfterEachFailure() throws InterruptedException {
        renewals.step();
        var first = shown();
        now = now.plus(Duration.ofDays(70));
        failure = IssueFailed.unreachable("away", null);
        assertThat(renewals.step()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(renewals.step()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
        assertThat(renewals.failures()).isEqualTo(2);
        assertThat(shown().leaf()).isEqualTo(first.leaf());

        failure = IssueFailed.refused("no", null);
        assertThat(renewals.step()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        failure = IssueFailed.tooOften("later", now.plus(Duration.ofHours(9)), new IllegalStateException());
        assertThat(renewals.step()).isEqualTo(Duration.ofHours(9));

        failure = null;
        renewals.step();
        assertThat(renewals.failures()).isZero();
    }

    @Test
    void showsNothingThatDoesNotPass() throws InterruptedException {
        var temporary = shown();
        certified = List.of("other.test");

        renewals.step();

        assertThat(renewals.failures()).isEqualTo(1);
        assertThat(shown().leaf()).isEqualTo(temporary.leaf());
    }

    @Test
    void showsWhatItKeptOnceTheClockIsRight() throws InterruptedException {
        renewals.step();
        var kept = shown();
        Instant right = now;
        now = now.minus(Duration.ofDays(9_000));
        assertThat(files.prepare(NAMES, judgement, now)).isTrue();
        assertThat(shown().leaf()).isNotEqualTo(kept.leaf());

        now = right;
        renewals.step();
        assertThat(shown().leaf()).isEqualTo(kept.leaf());
        assertThat(renewals.issued()).isEqualTo(1);
    }

    @Test
    void answersOnlyWhatIsExpected() {
        var challenges = new Challenges();
        challenges.expect("token", "answer");

        assertThat(challenges.answer(Challenges.PATH + "token")).isEqualTo("answer");
        assertThat(challenges.answer(Challenges.PATH + "other")).isNull();
        assertThat(challenges.answer("/token")).isNull();
        challenges.forget("token");
        assertThat(challenges.answer(Challenges.PATH + "token")).isNull();
    }
}
