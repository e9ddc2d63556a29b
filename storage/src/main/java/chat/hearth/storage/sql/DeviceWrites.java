package chat.hearth.storage.sql;

import chat.hearth.core.log.Change;
import chat.hearth.core.session.Device;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.storage.engine.Applied;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Writes of devices.
record DeviceWrites(Handle handle, Sequences sequences, long nowMs) {
    private static final String INSERT = """
            INSERT INTO device (id, external_id, user_id, platform, token_hash, token_expires_at)
            VALUES (:key, :id, :user, :platform, :hash, :expires)
            """;
    private static final String UPDATE = """
            UPDATE device SET platform = :platform, token_hash = :hash, token_expires_at = :expires, revoked_at = NULL
            WHERE id = :key
            """;
    private static final String REDEEM = """
            UPDATE device SET ticket_no = :ticket, last_seen = :now
            WHERE id = :key AND ticket_no < :ticket AND revoked_at IS NULL
            """;

    Applied<Device> issue(long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
        var rows = new DeviceRows(handle);
        var known = rows.byId(id).stream().filter(d -> d.user() == user).findFirst();
        long key = known.map(Device::key).orElseGet(() -> sequences.next(Sequence.DEVICE));
        var statement = handle.createUpdate(known.isPresent() ? UPDATE : INSERT);
        if (known.isEmpty()) {
            statement.bind("id", id.value()).bind("user", user);
        }
        statement
                .bind("key", key)
                .bind("platform", platform)
                .bind("hash", tokenHash.hex())
                .bind("expires", expiresAtMs)
                .execute();
        return Applied.quietly(rows.byKey(key).orElseThrow());
    }

    Applied<List<Device>> revoke(long user, List<DeviceId> ids) {
        var rows = new DeviceRows(handle);
        var ended = ids.stream()
                .distinct()
                .flatMap(id -> rows.byId(id).stream())
                .filter(device -> device.user() == user && !device.isRevoked())
                .toList();
        ended.forEach(device -> handle.createUpdate("UPDATE device SET revoked_at = ? WHERE id = ?")
                .bind(0, nowMs)
                .bind(1, device.key())
                .execute());
        var changes = ended.stream()
                .<Change>map(device -> new Change.DeviceRevoked(user, device.key()))
                .toList();
        return new Applied<>(ended.stream().map(Device::revoked).toList(), changes);
    }

    Applied<Boolean> redeem(long device, long ticketNo) {
        int redeemed = handle.createUpdate(REDEEM)
                .bind("key", device)
                .bind("ticket", ticketNo)
                .bind("now", nowMs)
                .execute();
        return Applied.quietly(redeemed == 1);
    }
}
