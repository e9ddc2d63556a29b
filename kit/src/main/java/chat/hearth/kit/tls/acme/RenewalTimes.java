package chat.hearth.kit.tls.acme;

import chat.hearth.kit.tls.ServerCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When a certificate is renewed, and how long to wait after failures. Everything is scattered a little, so
/// that many installations do not ask in the same moment.
final class RenewalTimes {
    /// Bounds of what is waited between two looks: clocks are set, machines sleep.
    static final Duration LEAST = Duration.ofSeconds(10);

    static final Duration MOST = Duration.ofHours(1);

    /// A failure to reach the authority costs nobody anything.
    private static final Duration FIRST_UNREACHABLE = Duration.ofSeconds(5);

    private static final Duration MOST_UNREACHABLE = Duration.ofMinutes(10);

    /// Refusals count: authorities allow only a few in an hour.
    private static final Duration FIRST_REFUSED = Duration.ofMinutes(1);

    private static final Duration MOST_REFUSED = Duration.ofHours(6);
    private static final Duration MOST_ASKED_FOR = Duration.ofHours(24);
    private static final int MOST_DOUBLINGS = 20;
    private static final int SCATTER = 1000;

    private final RandomGenerator random;
    private final int scatter;

    RenewalTimes(RandomGenerator random) {
        this.random = random;
        this.scatter = random.nextInt(SCATTER);
    }

    /// When two thirds of its life have gone, and up to a thirtieth more.
    Instant dueAt(ServerCertificate certificate) {
        Instant begin = certificate.leaf().getNotBefore().toInstant();
        Duration life = Duration.between(begin, certificate.expiresAt());
        return begin.plus(life.multipliedBy(2).dividedBy(3))
                .plus(life.dividedBy(30).multipliedBy(scatter).dividedBy(SCATTER));
    }

    /// Doubles with each failure in a row, the first of which is 1; up to a quarter more.
    Duration pauseAfter(IssueFailed failure, int failures, Instant now) {
        Duration first = failure.isUnreachable() ? FIRST_UNREACHABLE : FIRST_REFUSED;
        Duration most = failure.isUnreachable() ? MOST_UNREACHABLE : MOST_REFUSED;
        Duration doubled = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        Duration pause = shorter(doubled, most);
        Duration scattered =
                pause.plus(pause.multipliedBy(random.nextInt(SCATTER)).dividedBy(4L * SCATTER));
        @Nullable Instant notBefore = failure.notBefore();
        if (notBefore == null) {
            return scattered;
        }
        Duration askedFor = shorter(Duration.between(now, notBefore), MOST_ASKED_FOR);
        return askedFor.compareTo(scattered) > 0 ? askedFor : scattered;
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
