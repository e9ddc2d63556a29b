/// The file store's HTTP face: `/files` at the root and below `/session`.
///
/// ```
///   POST  /files/uploads         Authorization: Bearer <upload grant>  ─▶ {upload, offset, chunkBytes}
///   HEAD  /files/uploads/<id>    the same grant                        ─▶ Upload-Offset
///   PATCH /files/uploads/<id>    the same grant, Upload-Offset, bytes  ─▶ 204, Upload-Offset
///   GET   /files/<id>?grant=…    a link of the IM node                 ─▶ the file, or a range of it
/// ```
///
/// Not here: what is kept of a file. Invariant: no grant of an upload is ever in a URL, no link is ever
/// logged, and what is given out can neither run as a page nor be taken for another type.
@NullMarked
package chat.hearth.media.http;

import org.jspecify.annotations.NullMarked;
