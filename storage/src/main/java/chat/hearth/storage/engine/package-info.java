/// What an engine must be able to do, in two halves: [Engine] writes batches on one thread, [Snapshots] reads
/// on many. Nothing here knows SQL, and nothing here waits.
///
/// Invariant: a snapshot shows whole commits only, in the order of their marks.
@NullMarked
package chat.hearth.storage.engine;

import org.jspecify.annotations.NullMarked;
