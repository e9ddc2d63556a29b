/// Connections that break where a test says.
@NullMarked
package chat.hearth.storage.fault;

import org.jspecify.annotations.NullMarked;
