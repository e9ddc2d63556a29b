/// How an operation ends: done with a value, or refused with a code of the catalogue. A refusal is an
/// ordinary value, never an exception; an exception is a fault of the server.
@NullMarked
package chat.hearth.core.outcome;

import org.jspecify.annotations.NullMarked;
