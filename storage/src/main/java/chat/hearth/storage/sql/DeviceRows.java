package chat.hearth.storage.sql;

import chat.hearth.core.session.Device;
import chat.hearth.core.session.SeenDevice;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads of devices.
record DeviceRows(Handle handle) {
    private static final String SELECT = """
            SELECT id, external_id, user_id, token_hash, token_expires_at, ticket_no, platform, revoked_at, last_seen
            FROM device WHERE\s""";

    List<Device> byId(DeviceId id) {
        return handle.createQuery(SELECT + "external_id = ? ORDER BY id")
                .bind(0, id.value())
                .map(DeviceRows::map)
                .list();
    }

    Optional<Device> byKey(long key) {
        return handle.createQuery(SELECT + "id = ?")
                .bind(0, key)
                .map(DeviceRows::map)
                .findOne();
    }

    List<SeenDevice> ofUser(long user, int limit) {
        return handle.createQuery(SELECT
                        + "user_id = ? AND revoked_at IS NULL ORDER BY coalesce(last_seen, 0) DESC, id DESC LIMIT ?")
                .bind(0, user)
                .bind(1, limit)
                .map((r, context) -> new SeenDevice(map(r, context), r.getLong("last_seen")))
                .list();
    }

    private static Device map(ResultSet r, StatementContext context) throws SQLException {
        return new Device(
                r.getLong("id"),
                new DeviceId(r.getString("external_id")),
                r.getLong("user_id"),
                new TokenHash(r.getString("token_hash")),
                r.getLong("token_expires_at"),
                r.getLong("ticket_no"),
                r.getInt("platform"),
                r.getObject("revoked_at") != null);
    }
}
