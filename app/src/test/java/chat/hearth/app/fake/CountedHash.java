package chat.hearth.app.fake;

import chat.hearth.app.account.PasswordHash;
import java.util.concurrent.atomic.AtomicInteger;

/// A hash that takes no time, and counts how often it was run.
public final class CountedHash implements PasswordHash {
    public final AtomicInteger runs = new AtomicInteger();

    @Override
    public String of(String password) {
        runs.incrementAndGet();
        return new StringBuilder(password).reverse().toString();
    }

    @Override
    public boolean matches(String password, String hash) {
        return of(password).equals(hash);
    }
}
