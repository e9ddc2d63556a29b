/// Checks that docs/PROTOCOL.md says what the schema, the catalogue and the encodings do. It does not check
/// what a server does with a frame.
@NullMarked
package chat.hearth.protocol.document;

import org.jspecify.annotations.NullMarked;
