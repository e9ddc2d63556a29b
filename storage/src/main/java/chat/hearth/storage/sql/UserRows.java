package chat.hearth.storage.sql;

import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads of users.
record UserRows(Handle handle) {
    private static final String SELECT = """
            SELECT id, external_id, version, state, kind, gender, name, display_name, portrait,
                   mobile, email, address, company, social, extra
            FROM "user" WHERE\s""";

    Optional<StoredUser> byId(UserId id) {
        return one("external_id = ?", id.value());
    }

    Optional<StoredUser> byKey(long key) {
        return one("id = ?", key);
    }

    Optional<StoredUser> byName(String name) {
        return name.isEmpty() ? Optional.empty() : one("name = ?", name);
    }

    /// One look-up each: the lists are short, and one statement serves every length.
    List<StoredUser> byIds(Collection<UserId> ids) {
        return ids.stream().distinct().flatMap(id -> byId(id).stream()).toList();
    }

    UserId idOf(long key) {
        return new UserId(handle.createQuery("SELECT external_id FROM \"user\" WHERE id = ?")
                .bind(0, key)
                .map((r, _) -> r.getString(1))
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("no user with key " + key)));
    }

    long pts(long key) {
        return handle.createQuery("SELECT pts FROM \"user\" WHERE id = ?")
                .bind(0, key)
                .map((r, _) -> r.getLong(1))
                .findOne()
                .orElse(0L);
    }

    private Optional<StoredUser> one(String condition, Object value) {
        return handle.createQuery(SELECT + condition)
                .bind(0, value)
                .map(UserRows::map)
                .findOne();
    }

    private static StoredUser map(ResultSet r, StatementContext context) throws SQLException {
        var name = r.getString("name");
        var profile = new Profile(
                name == null ? "" : name,
                r.getString("display_name"),
                r.getString("portrait"),
                r.getInt("kind"),
                r.getInt("gender"),
                r.getString("mobile"),
                r.getString("email"),
                r.getString("address"),
                r.getString("company"),
                r.getString("social"),
                r.getString("extra"));
        return new StoredUser(
                r.getLong("id"),
                new UserId(r.getString("external_id")),
                profile,
                r.getLong("version"),
                r.getInt("state") != 0);
    }
}
