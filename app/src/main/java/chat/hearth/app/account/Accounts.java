package chat.hearth.app.account;

import chat.hearth.app.AppCode;
import chat.hearth.app.AppOutcome;
import chat.hearth.app.AppOutcome.Done;
import chat.hearth.app.AppOutcome.Refused;
import chat.hearth.app.database.AppDatabase;
import chat.hearth.app.im.ImNode;
import chat.hearth.app.im.ImNodeFailed;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Registering, logging in, and what an operator does with accounts. Methods block.
public final class Accounts {
    /// The most accounts that [#list] answers at once.
    public static final int MAX_LISTED = 1000;

    private static final int USER_ID_BYTES = 10;

    private final AccountStore store;
    private final Passwords passwords;
    private final Failures failures;
    private final ImNode im;
    private final InstantSource clock;
    private final SecureRandom random;

    public Accounts(AppDatabase database, PasswordHash hash, ImNode im, InstantSource clock, SecureRandom random) {
        this.store = new AccountStore(database);
        this.passwords = new Passwords(hash);
        this.failures = new Failures(clock);
        this.im = im;
        this.clock = clock;
        this.random = random;
    }

    /// An account that somebody makes for themselves, known to the IM node when this returns.
    public AppOutcome<Account> register(String typedName, String password, String displayName) {
        return AccountName.of(typedName).isReserved()
                ? new Refused<>(AppCode.NAME_TAKEN)
                : add(typedName, password, displayName, false);
    }

    /// An account that an operator makes; reserved names are theirs to give.
    public AppOutcome<Account> add(String typedName, String password, String displayName, boolean isAdmin) {
        var name = AccountName.of(typedName);
        if (!name.isValid()) {
            return new Refused<>(AppCode.INVALID, "name: 2 to 32 letters, digits or . _ -, a letter or digit first");
        }
        if (Passwords.isWeak(password, name)) {
            return new Refused<>(AppCode.PASSWORD_TOO_WEAK);
        }
        var shown = DisplayName.of(displayName.isBlank() ? name.value() : displayName);
        if (!shown.isValid()) {
            return new Refused<>(
                    AppCode.INVALID,
                    "displayName: at most " + DisplayName.MAX_CHARACTERS
                            + " characters, something to see, no control or direction characters");
        }
        return store.insert(new NewAccount(
                        newUserId(), name, shown.value(), passwords.hash(password), isAdmin, clock.millis()))
                .<AppOutcome<Account>>map(this::introduce)
                .orElseGet(() -> new Refused<>(AppCode.NAME_TAKEN));
    }

    /// The account of this name, if the password is its own. Unknown names and wrong passwords can't be told
    /// apart.
    ///
    /// Attempts on one name are made one after the other: of a thousand at once no more are tried than one
    /// after the other would be.
    public AppOutcome<Account> logIn(String typedName, String password) {
        var name = AccountName.of(typedName);
        var turn = failures.turn(name.key());
        turn.lock();
        try {
            return failures.areTooMany(name.key()) ? new Refused<>(AppCode.TOO_MANY_FAILURES) : attempt(name, password);
        } finally {
            turn.unlock();
        }
    }

    /// A fresh IM token of a device. A user that the node does not have is made there first.
    ///
    /// @throws ImNodeFailed if the node can't be reached or refuses
    public String imToken(Account account, DeviceId device, int platform) {
        return im.token(account.userId(), device, platform)
                .or(() -> {
                    put(account);
                    return im.token(account.userId(), device, platform);
                })
                .orElseThrow(() -> new ImNodeFailed("the IM node forgot user " + account.userId(), null));
    }

    /// The account of a user, if it has one.
    public Optional<Account> of(String userId) {
        return store.byUserId(userId);
    }

    /// The account of this name, if it is in use.
    public Optional<Account> named(String typedName) {
        return store.byName(AccountName.of(typedName))
                .map(AccountStore.WithPassword::account)
                .filter(account -> !account.isDisabled());
    }

    /// Accounts in the order of their making.
    ///
    /// @param after the key of the last one known; 0 = from the first
    public List<Account> list(long after) {
        return store.after(after, MAX_LISTED);
    }

    /// Ends every log-in of the account and lets nobody log in with it, until [#reset].
    public AppOutcome<Account> disable(String name) {
        return found(store.disable(AccountName.of(name), clock.millis()));
    }

    /// Gives the account a new password, ends every log-in made with the old one, and enables it if it was
    /// disabled.
    public AppOutcome<Account> reset(String typedName, String password) {
        var name = AccountName.of(typedName);
        if (Passwords.isWeak(password, name)) {
            return new Refused<>(AppCode.PASSWORD_TOO_WEAK);
        }
        failures.forget(name.key());
        return found(store.reset(name, passwords.hash(password)));
    }

    private AppOutcome<Account> attempt(AccountName name, String password) {
        var found = store.byName(name);
        boolean isRight = found.isPresent()
                ? passwords.matches(password, found.get().passwordHash())
                : passwords.matchesNobody(password);
        if (!isRight || found.isEmpty()) {
            failures.add(name.key());
            return new Refused<>(AppCode.WRONG_PASSWORD);
        }
        failures.forget(name.key());
        var account = found.get().account();
        return account.isDisabled() ? new Refused<>(AppCode.USER_FORBIDDEN) : new Done<>(account);
    }

    /// Makes the account's user on the IM node; an account without one is worth nothing, so it is taken back.
    private AppOutcome<Account> introduce(Account account) {
        boolean isIntroduced = false;
        try {
            var outcome = im.putUser(account.userId(), account.name(), account.displayName(), account.portrait());
            isIntroduced = outcome == ImNode.Put.DONE;
            return isIntroduced ? new Done<>(account) : new Refused<>(AppCode.NAME_TAKEN);
        } finally {
            if (!isIntroduced) {
                store.delete(account);
            }
        }
    }

    private void put(Account account) {
        var outcome = im.putUser(account.userId(), account.name(), account.displayName(), account.portrait());
        if (outcome != ImNode.Put.DONE) {
            throw new ImNodeFailed("the IM node has another user called " + account.name(), null);
        }
    }

    private UserId newUserId() {
        var bytes = new byte[USER_ID_BYTES];
        random.nextBytes(bytes);
        return new UserId("u" + HexFormat.of().formatHex(bytes));
    }

    private static AppOutcome<Account> found(Optional<Account> account) {
        return account.<AppOutcome<Account>>map(Done::new).orElseGet(() -> new Refused<>(AppCode.NOT_FOUND));
    }
}
