/// The reference engine: everything in maps, nothing on disk. Says by its plainness what the SQL engines must
/// do, and serves tests. It fsyncs nothing, so it keeps no promise of durability.
///
/// Each write is a batch of its own and is checked before it changes anything, so there is nothing to roll
/// back. One lock stands for the transaction: writes hold it whole, reads share it.
@NullMarked
package chat.hearth.storage.memory;

import org.jspecify.annotations.NullMarked;
