package chat.hearth.app.session;

import chat.hearth.app.account.Account;
import chat.hearth.app.database.AppDatabase;
import chat.hearth.protocol.credential.Sha256;
import chat.hearth.protocol.id.DeviceId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// Log-ins that last. A session ends 30 days after it was last used, or when it is logged out.
public final class AppSessions {
    /// How long an unused session lives.
    public static final Duration LIFE = Duration.ofDays(30);

    /// Log-ins of one account; beyond it the one that was used longest ago ends.
    static final int MAX_PER_ACCOUNT = 100;

    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH = 43;
    /// Being seen is written at most this often.
    private static final long SEEN_EVERY_MS = Duration.ofMinutes(10).toMillis();

    /// A live session and whose it is.
    public record AppSession(Account account, DeviceId device, int platform) {}

    private record Row(AppSession session, long seenAtMs) {}

    private final AppDatabase database;
    private final InstantSource clock;
    private final SecureRandom random;

    public AppSessions(AppDatabase database, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// Opens a session; the answer is its token, which is kept nowhere else.
    public String open(Account account, DeviceId device, int platform) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = clock.millis();
        database.call(handle -> {
            handle.execute("DELETE FROM app_session WHERE expires_at <= ?", now);
            handle.execute("""
                    DELETE FROM app_session WHERE token_hash IN (
                        SELECT token_hash FROM app_session WHERE account_id = ?
                        ORDER BY seen_at DESC LIMIT -1 OFFSET ?)
                    """, account.key(), MAX_PER_ACCOUNT - 1);
            return handle.execute(
                    """
                    INSERT INTO app_session
                        (token_hash, account_id, client_id, platform, created_at, seen_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """, Sha256.hexOf(token), account.key(), device.value(), platform, now, now, now + LIFE.toMillis());
        });
        return token;
    }

    /// The live session of a token.
    public Optional<AppSession> of(String token) {
        if (token.length() != TOKEN_LENGTH) {
            return Optional.empty();
        }
        long now = clock.millis();
        return database.call(handle -> {
            var row = handle.createQuery("""
                            SELECT <columns>, s.client_id, s.platform, s.seen_at
                            FROM app_session s JOIN account a ON a.id = s.account_id
                            WHERE s.token_hash = :hash AND s.expires_at > :now AND a.disabled_at IS NULL
                            """)
                    .define("columns", Account.COLUMNS)
                    .bind("hash", Sha256.hexOf(token))
                    .bind("now", now)
                    .map((r, _) -> new Row(
                            new AppSession(Account.of(r), new DeviceId(r.getString("client_id")), r.getInt("platform")),
                            r.getLong("seen_at")))
                    .findOne();
            if (row.isPresent() && row.get().seenAtMs() + SEEN_EVERY_MS < now) {
                handle.execute(
                        "UPDATE app_session SET seen_at = ?, expires_at = ? WHERE token_hash = ?",
                        now,
                        now + LIFE.toMillis(),
                        Sha256.hexOf(token));
            }
            return row.map(Row::session);
        });
    }

    /// Ends a session, if there is one.
    public void close(String token) {
        database.call(handle -> handle.execute("DELETE FROM app_session WHERE token_hash = ?", Sha256.hexOf(token)));
    }
}
