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
    private final Dialect dialect;
    private final Map<Sequence, Block> blocks = new EnumMap<>(Sequence.class);

    public Sequences(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// The next id; takes another block where one ends.
    public long next(Sequence sequence) {
        var block = blocks.computeIfAbsent(sequence, _ -> new Block());
        if (block.next == block.end) {
            block.next = dialect.takeBlock(handle, sequence);
            block.end = block.next + sequence.block();
        }
        return block.next++;
    }

    /// Forgets blocks: the transaction that took them may not be kept.
    public void rolledBack() {
        blocks.clear();
    }
}
