package chat.hearth.core.inbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Inboxes on disk. Reads block; writes complete after their commit.
public interface InboxStore {
    /// The present conversations of a user, most recently active first.
    ///
    /// @param after `next` of the page before; empty = the first page
    InboxPage page(long user, int limit, String after);

    Optional<InboxEntry> entry(long user, long conversation);

    /// Database keys of the conversations in which the user is present.
    long[] conversationsOf(long user);

    ResumeSnapshot resume(ResumeQuery query);

    /// Present members on whose devices the message at `seq` has arrived, by ascending key, at most `limit`. Not
    /// its sender, and not who joined after it and can't see it.
    List<Reached> reached(long conversation, long seq, int limit);

    /// How many of those have read it.
    int readerCount(long conversation, long seq);

    /// Moves read and delivered positions forward, never back and never past the head, all in one commit. Answers in
    /// the
    /// order of the wishes. Users who are not present members keep what they have.
    CompletableFuture<List<ReadPosition>> advance(List<ReadAdvance> advances);
}
