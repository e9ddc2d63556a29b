package chat.hearth.app.account;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Hashes and checks passwords, at most as many at once as there are processors, so that a flood of log-ins
/// can't take all memory.
final class Passwords {
    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 256;
    private static final int MIN_DIFFERENT = 3;
    private static final int PATIENCE_S = 5;

    private final PasswordHash hash;
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());
    /// Checked against when there is no account, so that the answer takes as long.
    private final String decoy;

    Passwords(PasswordHash hash) {
        this.hash = hash;
        this.decoy = hash.of("a password that nobody has");
    }

    /// Whether anybody would guess it first.
    static boolean isWeak(String password, AccountName name) {
        return password.codePointCount(0, password.length()) < MIN_LENGTH
                || password.length() > MAX_LENGTH
                || AccountName.of(password).key().equals(name.key())
                || password.chars().distinct().count() < MIN_DIFFERENT;
    }

    /// The text to keep.
    String hash(String password) {
        return withPlace(() -> hash.of(password));
    }

    /// Whether the password belongs to the hash. What nobody can have costs nothing to refuse.
    boolean matches(String password, String kept) {
        return password.length() <= MAX_LENGTH && withPlace(() -> hash.matches(password, kept));
    }

    /// Takes as long as [#matches], and is always false.
    boolean matchesNobody(String password) {
        matches(password, decoy);
        return false;
    }

    private <T> T withPlace(Supplier<T> work) {
        boolean isIn = false;
        try {
            isIn = places.tryAcquire(PATIENCE_S, TimeUnit.SECONDS);
            if (!isIn) {
                throw new PasswordsBusy();
            }
            return work.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PasswordsBusy();
        } finally {
            if (isIn) {
                places.release();
            }
        }
    }
}
