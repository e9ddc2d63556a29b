/// Files that only their owner may read: secrets made at first start, and the lock of a data folder.
///
/// Not here: what a secret is for. Invariant: a secret is on disk in full or not at all, and what exists is
/// never overwritten.
@NullMarked
package chat.hearth.kit.secret;

import org.jspecify.annotations.NullMarked;
