/// Permission to store and to read files: who is in a conversation may, for a few minutes, by a signed grant
/// that the file store takes without asking back.
///
/// Not here: bytes, and where they are kept. Invariant: a grant names one file, one conversation and one
/// user, and is given only to who is in that conversation at the time.
@NullMarked
package chat.hearth.core.file;

import org.jspecify.annotations.NullMarked;
