/// Which installation this is: its identity is in every token, its epoch in every cursor.
@NullMarked
package chat.hearth.core.environment;

import org.jspecify.annotations.NullMarked;
