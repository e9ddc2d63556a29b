package chat.hearth.storage.sql;

import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Takes ids in blocks. What is left of a block at the end of the process, or at a rollback, is lost: ids
/// rise, with gaps.
public final class Sequences {
    private static final class Block {
        long next;
        long end;
    }

    private final Handle handle;
    private final Map<Sequence, Block> blocks = new EnumMap<>(Sequence.class);

    public Sequences(Handle handle) {
        this.handle = handle;
    }

    /// The next id; writes the sequence's row if a new block begins.
    public long next(Sequence sequence) {
        var block = blocks.computeIfAbsent(sequence, _ -> new Block());
        if (block.next == block.end) {
            block.next = take(sequence);
            block.end = block.next + sequence.block;
        }
        return block.next++;
    }

    /// Forgets blocks: the transaction that took them may not be kept.
    public void rolledBack() {
        blocks.clear();
    }

    private long take(Sequence sequence) {
        long first = handle.createQuery("SELECT next FROM sequence WHERE name = ?")
                .bind(0, sequence.row)
                .map((r, _) -> r.getLong(1))
                .one();
        handle.createUpdate("UPDATE sequence SET next = ? WHERE name = ?")
                .bind(0, first + sequence.block)
                .bind(1, sequence.row)
                .execute();
        return first;
    }
}
