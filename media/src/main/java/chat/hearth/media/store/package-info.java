/// Files on disk.
///
/// ```
/// media/
///   uploads/<id>             what has arrived; its length is how far
///   uploads/<id>.card        what was granted; written before the first byte
///   files/<ab>/<cd>/<id>     the bytes; <ab>, <cd> are the first digits of the id
///   files/<ab>/<cd>/<id>.card  what is known of them; written last: without it there is no file
/// ```
///
/// A card is a few lines of text beside the bytes it describes, so a copy of the folder is a complete backup
/// and every file can be understood by hand. A database would hold the same facts twice and could disagree
/// with the disk.
///
/// Not here: who may read. Invariant: whatever is renamed into place was synced before, and so is its folder
/// after; a crash at any moment leaves an upload that goes on or a file that is whole.
@NullMarked
package chat.hearth.media.store;

import org.jspecify.annotations.NullMarked;
