/// A user's own view: the list of conversations, how far each was read, what was missed since a cursor.
///
/// There is no row per message and recipient: unread is a difference of two counters, the conversation's
/// counted head and the counted number at my read position.
@NullMarked
package chat.hearth.core.inbox;

import org.jspecify.annotations.NullMarked;
