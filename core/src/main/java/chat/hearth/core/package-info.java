/// What a chat is. No sockets, no SQL, no HTTP: edges call [chat.hearth.core.Core], stores implement its
/// ports.
@NullMarked
package chat.hearth.core;

import org.jspecify.annotations.NullMarked;
