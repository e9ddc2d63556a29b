/// What is true now and kept nowhere: who is typing. Presence and last seen will live here too.
@NullMarked
package chat.hearth.core.presence;

import org.jspecify.annotations.NullMarked;
