/// The file store: takes the bytes of an upload by a grant, and gives them out by a link. Grants and links
/// are made by the IM node; what this module knows of a conversation is the opaque scope in them.
///
/// Not here: who is in a conversation, messages, thumbnails (the sender's client makes them). Invariant: a
/// file is given out only by a link that names this file and the scope it was stored under, and what is given
/// out is what was stored, whole, with the type it was found to have.
@NullMarked
package chat.hearth.media;

import org.jspecify.annotations.NullMarked;
