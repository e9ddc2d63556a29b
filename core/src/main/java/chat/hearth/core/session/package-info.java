/// Getting in and staying in: tokens, tickets, cursors, devices, and the live sessions of this node.
@NullMarked
package chat.hearth.core.session;

import org.jspecify.annotations.NullMarked;
