/// The words on the wire: frames, encodings, codes, ids, tokens. Depends on nothing else of Hearth.
@NullMarked
package chat.hearth.protocol;

import org.jspecify.annotations.NullMarked;
