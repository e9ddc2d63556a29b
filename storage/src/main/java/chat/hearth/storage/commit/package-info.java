/// Group commit: one bounded queue of writes, one writer thread, one releasing thread, whatever the engine.
///
/// ```
/// append, create, … ─▶ WriteQueue ─▶ writer: begin, apply in order, commit ─▶ hand-over ─▶ releaser: │ full:
/// OVERLOADED            ▲ takes all that has queued,             bounded     waiter, changes, └ closed:
/// UNAVAILABLE         └ so batches grow with load                          next write, …, mark
/// ```
///
/// Invariant: a waiter hears "stored" only after the commit that holds its write, and waiters and changes are
/// released in commit order by one thread, each waiter right before its own changes. The writer's next commit
/// overlaps the release of the one before.
@NullMarked
package chat.hearth.storage.commit;

import org.jspecify.annotations.NullMarked;
