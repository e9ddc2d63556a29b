/// Messages: what a sender may submit, how it is judged, how it is stored once and read back in one order.
///
/// ```
/// submit ─▶ validate ─▶ judge (rights, from cache) ─▶ store: group commit, seq and change given ─▶ ack
/// ```
///
/// Invariant: an acknowledgement leaves only after the commit that holds the row (G1), and the same (sender,
/// cid) is stored at most once (G2).
@NullMarked
package chat.hearth.core.message;

import org.jspecify.annotations.NullMarked;
