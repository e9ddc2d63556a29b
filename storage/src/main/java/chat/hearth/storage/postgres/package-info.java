/// The engine for production: PostgreSQL 14 or newer, whose commits are synchronous.
///
/// ```
/// hearth-writer-1…n ── a connection each ── BEGIN, take the mark, lock, write, journal, COMMIT
/// callers that read ── a bounded set of read-only connections ── one repeatable-read snapshot per call
/// hearth-upkeep     ── one connection ── holds the advisory lock: one server per database; sweeps old rows
/// ```
///
/// A mark is the transaction's own id. Ids are taken before they become visible, so commits may show up out of
/// their order; therefore a reader resumes from the lowest id that was still under way in its snapshot. What
/// had ended before is in the snapshot, whatever comes later has a mark at or above. No mark beyond the last
/// commit leaves the store: ids of transactions that wrote nothing may be given out again after a crash.
///
/// A transaction locks the conversations and then the users it will write to, each ascending, before it writes
/// anything; send keys come after. Everything else that may deadlock is new rows, and is tried again.
///
/// Invariant: nothing is remembered between transactions but blocks of ids, which are never given twice. What
/// became of a COMMIT whose answer was lost is looked up before anybody is told anything.
@NullMarked
package chat.hearth.storage.postgres;

import org.jspecify.annotations.NullMarked;
