/// Group commit: a few writers with a bounded queue each, one releasing thread, whatever the engine.
///
/// ```
/// append, create, … ─▶ lane of the conversation ─▶ begin, apply in order, draw a ticket, commit ─▶ hand-over
///   │ full: OVERLOADED   takes all that has queued: batches grow with load              in order of tickets │
///   └ closed: UNAVAILABLE                                   releaser: waiter, its changes, next write, …, mark ◀┘
/// ```
///
/// SQLite has one lane, PostgreSQL a few: a conversation always goes through the same one, and what names no
/// conversation through the first.
///
/// Invariant: a waiter hears "stored" only after the commit that holds its write, and waiters and changes are
/// released in commit order by one thread, each waiter right before its own changes. A writer's next commit
/// overlaps the release of the one before.
@NullMarked
package chat.hearth.storage.commit;

import org.jspecify.annotations.NullMarked;
