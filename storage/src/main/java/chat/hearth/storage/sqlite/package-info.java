/// The embedded engine: one SQLite file in WAL mode with `synchronous=FULL`.
///
/// ```
/// hearth-writer ── one connection ── BEGIN IMMEDIATE … COMMIT (fsync of the log) ── truncates a huge log
/// hearth-read-n ── a read-only connection each ── one snapshot per call
/// hearth-upkeep ── one connection ── copies the log into the file when it has grown, off the commit path;
///                  asks the writer to sweep old rows
/// ```
///
/// Invariant: this process is the file's only user (a lock file says so), and the writer thread its only
/// writer: that is why it may remember conversation heads between transactions. What it remembers is dropped
/// with every rollback.
@NullMarked
package chat.hearth.storage.sqlite;

import org.jspecify.annotations.NullMarked;
