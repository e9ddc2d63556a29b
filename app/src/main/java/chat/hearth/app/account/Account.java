package chat.hearth.app.account;

import chat.hearth.protocol.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/// An account's row, without its password.
///
/// @param key the database key
public record Account(
        long key,
        UserId userId,
        String name,
        String displayName,
        String portrait,
        boolean isAdmin,
        boolean isDisabled) {
    /// The columns that [#of] reads, of a table called `a`.
    public static final String COLUMNS =
            "a.id, a.user_id, a.name, a.display_name, a.portrait, a.is_admin, a.disabled_at";

    /// The account in a row.
    public static Account of(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                new UserId(row.getString("user_id")),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("portrait"),
                row.getBoolean("is_admin"),
                row.getObject("disabled_at") != null);
    }
}
