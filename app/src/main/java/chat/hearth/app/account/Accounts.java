package chat.hearth.app.account;

import chat.hearth.app.AppCode;
import chat.hearth.app.AppOutcome;
import chat.hearth.app.AppOutcome.Done;
import chat.hearth.app.AppOutcome.Refused;
import chat.hearth.app.database.AppDatabase;
import chat.hearth.app.im.ImNode;
import chat.hearth.app.im.ImNodeFailed;
import chat.hearth.protocol.id.UserId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// Registering and logging in.
public final class Accounts {
    private static final int MAX_DISPLAY_NAME = 64;
    private static final int USER_ID_BYTES = 10;

    private final AccountStore store;
    private final Passwords passwords;
    private final Failures failures;
    private final ImNode im;
    private final InstantSource clock;
    private final SecureRandom random;

    public Accounts(AppDatabase database, ImNode im, InstantSource clock, SecureRandom random) {
        this.store = new AccountStore(database);
        this.passwords = new Passwords();
        this.failures = new Failures(clock);
        this.im = im;
        this.clock = clock;
        this.random = random;
    }

    /// A new account, known to the IM node when this returns.
    public AppOutcome<Account> register(String typedName, String password, String displayName) {
        var name = AccountName.of(typedName);
        if (!name.isValid()) {
            return new Refused<>(AppCode.INVALID, "name: 2 to 32 letters, digits or . _ -");
        }
        if (name.isReserved()) {
            return new Refused<>(AppCode.NAME_TAKEN);
        }
        if (isWeak(password, name)) {
            return new Refused<>(AppCode.PASSWORD_TOO_WEAK);
        }
        var shown = displayName.isBlank() ? name.value() : displayName.strip();
        if (shown.codePointCount(0, shown.length()) > MAX_DISPLAY_NAME || hasForbidden(shown)) {
            return new Refused<>(
                    AppCode.INVALID,
                    "displayName: at most " + MAX_DISPLAY_NAME + " characters, no control or direction characters");
        }
        return store.insert(newUserId(), name, shown, passwords.hash(password), clock.millis())
                .<AppOutcome<Account>>map(this::introduce)
                .orElseGet(() -> new Refused<>(AppCode.NAME_TAKEN));
    }

    /// The account of this name, if the password is its own. Unknown names and wrong passwords can't be told
    /// apart.
    public AppOutcome<Account> logIn(String typedName, String password) {
        var name = AccountName.of(typedName);
        if (failures.areTooMany(name.key())) {
            return new Refused<>(AppCode.TOO_MANY_FAILURES);
        }
        var found = store.byName(name);
        boolean isRight = found.isPresent()
                ? passwords.matches(password, found.get().passwordHash())
                : passwords.matchesNobody(password);
        if (!isRight || found.isEmpty()) {
            failures.add(name.key());
            return new Refused<>(AppCode.WRONG_PASSWORD);
        }
        failures.forget(name.key());
        return new Done<>(found.get().account());
    }

    /// The account of a user, if it has one.
    public Optional<Account> of(String userId) {
        return store.byUserId(userId);
    }

    /// Makes the account's user on the IM node; an account without one is worth nothing, so it is taken back.
    private AppOutcome<Account> introduce(Account account) {
        try {
            im.putUser(account.userId(), account.name(), account.displayName(), account.portrait());
            return new Done<>(account);
        } catch (ImNodeFailed failed) {
            store.delete(account);
            throw failed;
        }
    }

    private UserId newUserId() {
        var bytes = new byte[USER_ID_BYTES];
        random.nextBytes(bytes);
        return new UserId("u" + HexFormat.of().formatHex(bytes));
    }

    private static boolean isWeak(String password, AccountName name) {
        return password.codePointCount(0, password.length()) < Passwords.MIN_LENGTH
                || password.length() > Passwords.MAX_LENGTH
                || AccountName.of(password).key().equals(name.key())
                || password.chars().distinct().count() < 3;
    }

    /// Control characters, and those that turn the direction of the text around them.
    private static boolean hasForbidden(String text) {
        return text.codePoints().anyMatch(c -> {
            int type = Character.getType(c);
            boolean isDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            return type == Character.CONTROL || type == Character.SURROGATE || isDirection;
        });
    }
}
