package chat.hearth.storage.sql;

import chat.hearth.storage.engine.EarlierSend;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What [Append] asks of an engine, each in as few statements as the engine can.
public interface AppendTables {
    /// Adds to `into` those of the sends that are stored.
    void find(List<SendId> sends, Map<SendId, EarlierSend> into) throws SQLException;

    /// A conversation's counters, as they are in this transaction. Null: there is no such conversation.
    @Nullable Head head(long conversation) throws SQLException;

    /// Inserts messages with their send keys, and moves the heads of their conversations.
    void insert(List<Numbered> messages, Collection<Head> moved, WriteContext context) throws SQLException;
}
