package chat.hearth.app.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Hashes and checks passwords with argon2id: 19 MiB, two passes, one lane, the least that OWASP's Password
/// Storage Cheat Sheet advises. At most as many at once as there are processors, so that a flood of log-ins
/// can't take all memory.
public final class Passwords {
    static final int MIN_LENGTH = 8;
    static final int MAX_LENGTH = 256;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;

    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());
    /// Checked against when there is no account, so that the answer takes as long.
    private final String decoy = hash("a password that nobody has");

    /// The PHC string to keep.
    public String hash(String password) {
        return withPlace(
                () -> Password.hash(password).addRandomSalt().with(argon2).getResult());
    }

    /// Whether the password belongs to the hash.
    public boolean matches(String password, String hash) {
        return withPlace(() -> Password.check(password, hash).with(argon2));
    }

    /// Takes as long as [#matches], and is always false.
    public boolean matchesNobody(String password) {
        matches(password, decoy);
        return false;
    }

    private <T> T withPlace(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
