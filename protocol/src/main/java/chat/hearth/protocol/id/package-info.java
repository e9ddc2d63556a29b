/// Ids as they travel on the wire. Each is a record that refuses what it may not hold, so that no bare string
/// is ever taken for one. Database keys are not here: they never leave the server.
@NullMarked
package chat.hearth.protocol.id;

import org.jspecify.annotations.NullMarked;
