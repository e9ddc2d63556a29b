package chat.hearth.app.account;

import chat.hearth.app.database.AppDatabase;
import chat.hearth.protocol.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Accounts on disk. Methods block.
final class AccountStore {
    /// An account and the hash that only [Accounts] may see.
    record WithPassword(Account account, String passwordHash) {}

    private final AppDatabase database;

    AccountStore(AppDatabase database) {
        this.database = database;
    }

    /// Empty: the name is taken.
    Optional<Account> insert(UserId userId, AccountName name, String displayName, String passwordHash, long nowMs) {
        return database.call(handle -> {
            int rows = handle.createUpdate("""
                            INSERT INTO account (user_id, name, name_key, display_name, password_hash, created_at)
                            VALUES (:userId, :name, :nameKey, :displayName, :passwordHash, :now)
                            ON CONFLICT (name_key) DO NOTHING
                            """)
                    .bind("userId", userId.value())
                    .bind("name", name.value())
                    .bind("nameKey", name.key())
                    .bind("displayName", displayName)
                    .bind("passwordHash", passwordHash)
                    .bind("now", nowMs)
                    .execute();
            return rows == 0
                    ? Optional.empty()
                    : select(handle, "user_id", userId.value()).map(WithPassword::account);
        });
    }

    void delete(Account account) {
        database.call(handle -> handle.execute("DELETE FROM account WHERE id = ?", account.key()));
    }

    Optional<WithPassword> byName(AccountName name) {
        return database.call(handle -> select(handle, "name_key", name.key()));
    }

    Optional<Account> byUserId(String userId) {
        return database.call(handle -> select(handle, "user_id", userId)).map(WithPassword::account);
    }

    private static Optional<WithPassword> select(Handle handle, String column, String value) {
        return handle.createQuery("""
                        SELECT id, user_id, name, display_name, portrait, password_hash
                        FROM account WHERE <column> = :value
                        """)
                .define("column", column)
                .bind("value", value)
                .map((row, _) -> new WithPassword(account(row), row.getString("password_hash")))
                .findOne();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                new UserId(row.getString("user_id")),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("portrait"));
    }
}
