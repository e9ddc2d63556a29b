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

    /// Moves read positions forward, never back and never past the head, all in one commit. Answers in the
    /// order of the wishes. Users who are not present members keep what they have.
    CompletableFuture<List<ReadPosition>> advance(List<ReadAdvance> advances);
}
