package chat.hearth.core.message;

import chat.hearth.protocol.id.Cid;
import java.util.Optional;
import java.util.function.Consumer;

/// Messages on disk.
public interface MessageStore {
    /// Queues a message for the next group commit and returns at once.
    ///
    /// `done` is called exactly once, in commit order per conversation and only after the commit (G1),
    /// on the store's releasing thread: it must not block. Messages of one conversation are stored in
    /// the order of the calls (G15). A full queue refuses with OVERLOADED at once.
    void append(NewMessage message, Consumer<AppendOutcome> done);

    /// What an earlier send with this cid became; empty if there was none. Blocks.
    ///
    /// The outcome is a duplicate, or refused with CONFLICT if the digest differs.
    Optional<AppendOutcome> earlier(long sender, Cid cid, Digest digest);

    /// Blocks.
    HistorySlice range(HistoryQuery query);

    /// Blocks.
    DiffSlice diff(DiffQuery query);
}
