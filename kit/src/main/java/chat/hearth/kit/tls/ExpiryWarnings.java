package chat.hearth.kit.tls;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs once each when a certificate has 30, 14, 7 and 1 days left, and when it has ended.
final class ExpiryWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWarnings.class);
    private static final int[] DAYS = {0, 1, 7, 14, 30};

    private @Nullable TlsIdentity warned;
    private int daysWarned;

    /// Logs if a threshold was passed since the last call; true if it did.
    boolean consider(TlsIdentity identity, Instant now) {
        if (identity != warned) {
            warned = identity;
            daysWarned = Integer.MAX_VALUE;
        }
        Duration left = Duration.between(now, identity.expiresAt());
        for (int days : DAYS) {
            if (left.compareTo(Duration.ofDays(days)) <= 0) {
                boolean isDue = days < daysWarned;
                if (isDue) {
                    daysWarned = days;
                    log(identity, left);
                }
                return isDue;
            }
        }
        return false;
    }

    private static void log(TlsIdentity identity, Duration left) {
        if (left.isPositive()) {
            LOG.atWarn()
                    .addKeyValue("expiresAt", identity.expiresAt())
                    .addKeyValue("daysLeft", left.toDays())
                    .log("a certificate ends soon; renew it");
        } else {
            LOG.atError()
                    .addKeyValue("expiresAt", identity.expiresAt())
                    .log("a certificate has ended; browsers refuse it: renew it now");
        }
    }
}
