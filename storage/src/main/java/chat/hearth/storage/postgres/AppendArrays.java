package chat.hearth.storage.postgres;

import chat.hearth.protocol.id.Cid;
import chat.hearth.storage.engine.EarlierSend;
import chat.hearth.storage.engine.LostTransaction;
import chat.hearth.storage.sql.AppendTables;
import chat.hearth.storage.sql.Head;
import chat.hearth.storage.sql.Numbered;
import chat.hearth.storage.sql.SendId;
import chat.hearth.storage.sql.SendKeyRows;
import chat.hearth.storage.sql.WriteContext;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The statements of the append path: two for a run of any length, its columns sent as arrays.
///
/// A send that another transaction stores between our look-up and our insert can only be one under the same cid
/// into another conversation, for this one is locked. The insert leaves such a key out, the count tells, and
/// the batch is tried again: then the look-up finds it. So only winners are numbered.
final class AppendArrays implements AppendTables {
    private static final String FIND = "SELECT w.cid, w.sender_id, " + SendKeyRows.COLUMNS + """
            FROM unnest(?::bytea[], ?::bigint[]) AS w (cid, sender_id)
            JOIN send_key k USING (cid, sender_id)
            """;
    private static final String INSERT = """
            WITH w AS MATERIALIZED (
                SELECT * FROM unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                                     ?::bigint[], ?::bigint[], ?::bytea[], ?::bigint[], ?::bigint[], ?::bigint[],
                                     ?::bigint[], ?::bytea[])
                    AS t (cid, sender_id, conversation_id, message_id, seq, change, counted_no, sent_at, digest,
                          kind, flags, expires_at, reply_seq, content)
            ), k AS (
                INSERT INTO send_key (cid, sender_id, conversation_id, message_id, seq, change, counted_no, sent_at,
                                      digest)
                SELECT cid, sender_id, conversation_id, message_id, seq, change, counted_no, sent_at, digest
                FROM w ORDER BY cid, sender_id
                ON CONFLICT DO NOTHING
                RETURNING 1
            ), m AS (
                INSERT INTO message (id, conversation_id, seq, change, counted_no, sender_id, sent_at, kind, flags,
                                     expires_at, reply_seq, content)
                SELECT message_id, conversation_id, seq, change, counted_no, sender_id, sent_at, kind, flags,
                       nullif(expires_at, 0), nullif(reply_seq, 0), content
                FROM w
            ), h AS (
                UPDATE conversation c
                SET seq_head = t.seq, change_head = t.change, counted_head = t.counted, last_at = ?,
                    last_mark = greatest(last_mark, ?)
                FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) AS t (id, seq, change, counted)
                WHERE c.id = t.id
            )
            SELECT count(*) FROM k
            """;

    private final Connection connection;
    private final LockedHeads heads;
    private final WrittenStatements written;
    private final PreparedStatement find;
    private final PreparedStatement insert;

    AppendArrays(Connection connection, LockedHeads heads, WrittenStatements written) throws SQLException {
        this.connection = connection;
        this.heads = heads;
        this.written = written;
        this.find = connection.prepareStatement(FIND);
        this.insert = connection.prepareStatement(INSERT);
    }

    @Override
    public void find(List<SendId> sends, Map<SendId, EarlierSend> into) throws SQLException {
        var cids = sends.stream().map(send -> SendKeyRows.bytes(send.cid())).toArray(byte[][]::new);
        find.setArray(1, connection.createArrayOf("bytea", cids));
        find.setArray(2, connection.createArrayOf("int8", numbers(sends, SendId::sender)));
        try (var rows = find.executeQuery()) {
            while (rows.next()) {
                var cid = ByteBuffer.wrap(rows.getBytes(1));
                var id = new SendId(rows.getLong(2), new Cid(new UUID(cid.getLong(), cid.getLong())));
                into.put(id, SendKeyRows.map(rows));
            }
        }
    }

    @Override
    public @Nullable Head head(long conversation) throws SQLException {
        return heads.of(conversation);
    }

    @Override
    public void insert(List<Numbered> messages, Collection<Head> moved, WriteContext context) throws SQLException {
        written.written();
        bindMessages(messages);
        insert.setLong(15, context.activeAtMs());
        insert.setLong(16, context.mark());
        bindNumbers(17, moved, Head::conversation);
        bindNumbers(18, moved, Head::seq);
        bindNumbers(19, moved, Head::change);
        bindNumbers(20, moved, Head::counted);
        try (var row = insert.executeQuery()) {
            row.next();
            if (row.getLong(1) != messages.size()) {
                throw new LostTransaction("a send was stored elsewhere under the same cid");
            }
        }
    }

    private void bindMessages(List<Numbered> messages) throws SQLException {
        bindBytes(1, messages.stream().map(m -> SendKeyRows.bytes(m.id().cid())).toArray(byte[][]::new));
        bindNumbers(2, messages, m -> m.id().sender());
        bindNumbers(3, messages, m -> m.pending().message().conversation());
        bindNumbers(4, messages, m -> m.stored().messageId());
        bindNumbers(5, messages, m -> m.stored().seq());
        bindNumbers(6, messages, m -> m.stored().change());
        bindNumbers(7, messages, m -> m.stored().counted());
        bindNumbers(8, messages, m -> m.stored().sentAtMs());
        bindBytes(
                9,
                messages.stream()
                        .map(m -> SendKeyRows.bytes(m.pending().message().digest()))
                        .toArray(byte[][]::new));
        bindNumbers(10, messages, Numbered::kind);
        bindNumbers(11, messages, Numbered::flags);
        bindNumbers(12, messages, Numbered::expiresAtMs);
        bindNumbers(13, messages, Numbered::replySeq);
        bindBytes(
                14,
                messages.stream().map(m -> m.pending().content().toByteArray()).toArray(byte[][]::new));
    }

    private void bindBytes(int index, byte[][] values) throws SQLException {
        insert.setArray(index, connection.createArrayOf("bytea", values));
    }

    private <T> void bindNumbers(int index, Collection<T> rows, ToLongFunction<T> column) throws SQLException {
        insert.setArray(index, connection.createArrayOf("int8", numbers(rows, column)));
    }

    private static <T> Long[] numbers(Collection<T> rows, ToLongFunction<T> column) {
        return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
    }
}
