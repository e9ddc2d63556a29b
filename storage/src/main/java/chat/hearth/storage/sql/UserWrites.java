package chat.hearth.storage.sql;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.storage.engine.Applied;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// Writes of users.
record UserWrites(Handle handle, Sequences sequences) {
    private static final String INSERT = """
            INSERT INTO "user" (id, external_id, kind, gender, name, display_name, portrait,
                                mobile, email, address, company, social, extra)
            VALUES (:key, :id, :kind, :gender, :name, :displayName, :portrait,
                    :mobile, :email, :address, :company, :social, :extra)
            """;
    private static final String UPDATE = """
            UPDATE "user" SET version = version + 1, kind = :kind, gender = :gender, name = :name,
                   display_name = :displayName, portrait = :portrait, mobile = :mobile, email = :email,
                   address = :address, company = :company, social = :social, extra = :extra
            WHERE id = :key
            """;

    Applied<Outcome<StoredUser>> put(UserId id, Profile profile) {
        var rows = new UserRows(handle);
        var named = rows.byName(profile.name());
        if (named.isPresent() && !named.get().id().equals(id)) {
            return Applied.quietly(Outcome.refused(ErrorCode.NAME_TAKEN));
        }
        var known = rows.byId(id);
        if (known.isPresent() && known.get().profile().equals(profile)) {
            return Applied.quietly(Outcome.done(known.get()));
        }
        long key = known.map(StoredUser::key).orElseGet(() -> insert(id, profile));
        known.ifPresent(user -> update(user.key(), profile));
        return Applied.quietly(Outcome.done(rows.byKey(key).orElseThrow()));
    }

    private long insert(UserId id, Profile profile) {
        long key = sequences.next(Sequence.USER);
        bind(handle.createUpdate(INSERT), profile)
                .bind("key", key)
                .bind("id", id.value())
                .execute();
        return key;
    }

    private void update(long key, Profile profile) {
        bind(handle.createUpdate(UPDATE), profile).bind("key", key).execute();
    }

    private static Update bind(Update statement, Profile p) {
        return statement
                .bind("kind", p.kind())
                .bind("gender", p.gender())
                .bind("name", p.name().isEmpty() ? null : p.name())
                .bind("displayName", p.displayName())
                .bind("portrait", p.portrait())
                .bind("mobile", p.mobile())
                .bind("email", p.email())
                .bind("address", p.address())
                .bind("company", p.company())
                .bind("social", p.social())
                .bind("extra", p.extra());
    }
}
