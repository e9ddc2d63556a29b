package chat.hearth.app.account;

import chat.hearth.app.database.AppDatabase;
import java.util.List;
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
    Optional<Account> insert(NewAccount account) {
        return database.call(handle -> {
            int rows = handle.createUpdate("""
                            INSERT INTO account
                                (user_id, name, name_key, display_name, password_hash, is_admin, created_at)
                            VALUES (:userId, :name, :nameKey, :displayName, :passwordHash, :isAdmin, :now)
                            ON CONFLICT (name_key) DO NOTHING
                            """)
                    .bind("userId", account.userId().value())
                    .bind("name", account.name().value())
                    .bind("nameKey", account.name().key())
                    .bind("displayName", account.displayName())
                    .bind("passwordHash", account.passwordHash())
                    .bind("isAdmin", account.isAdmin())
                    .bind("now", account.createdAtMs())
                    .execute();
            return rows == 0
                    ? Optional.empty()
                    : select(handle, "user_id", account.userId().value()).map(WithPassword::account);
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

    /// In the order of their making.
    List<Account> after(long key, int limit) {
        return database.call(handle -> handle.createQuery(
                        "SELECT <columns> FROM account a WHERE a.id > :key ORDER BY a.id LIMIT :limit")
                .define("columns", Account.COLUMNS)
                .bind("key", key)
                .bind("limit", limit)
                .map((row, _) -> Account.of(row))
                .list());
    }

    /// Disables the account, and ends every log-in of it.
    Optional<Account> disable(AccountName name, long nowMs) {
        return change(
                name,
                handle -> handle.execute(
                        "UPDATE account SET disabled_at = coalesce(disabled_at, ?) WHERE name_key = ?",
                        nowMs,
                        name.key()));
    }

    /// Replaces the password and lets the account log in, after ending every log-in of it.
    Optional<Account> reset(AccountName name, String passwordHash) {
        return change(
                name,
                handle -> handle.execute(
                        "UPDATE account SET password_hash = ?, disabled_at = NULL WHERE name_key = ?",
                        passwordHash,
                        name.key()));
    }

    private Optional<Account> change(AccountName name, AppDatabase.Work<Integer> change) {
        return database.call(handle -> {
            change.on(handle);
            var changed = select(handle, "name_key", name.key()).map(WithPassword::account);
            changed.ifPresent(account -> handle.execute("DELETE FROM app_session WHERE account_id = ?", account.key()));
            return changed;
        });
    }

    private static Optional<WithPassword> select(Handle handle, String column, String value) {
        return handle.createQuery("SELECT <columns>, a.password_hash FROM account a WHERE a.<column> = :value")
                .define("columns", Account.COLUMNS)
                .define("column", column)
                .bind("value", value)
                .map((row, _) -> new WithPassword(Account.of(row), row.getString("password_hash")))
                .findOne();
    }
}
