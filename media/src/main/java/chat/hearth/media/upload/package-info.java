/// Uploads: bytes that arrive in chunks, whatever the network does in between.
///
/// ```
///   begin ──▶ ARRIVING ──append, append …──▶ all bytes ──▶ file
///                │                              │
///                └── 24 h ──▶ gone              └── an image that is none ──▶ gone
/// ```
///
/// Each chunk says where it goes on; a chunk that is repeated changes nothing, and one that does not fit is
/// told where the upload stands. Not here: HTTP, and reading files. Invariant: what an answer says has
/// arrived is on disk; a file comes into being only with exactly the bytes that were granted.
@NullMarked
package chat.hearth.media.upload;

import org.jspecify.annotations.NullMarked;
