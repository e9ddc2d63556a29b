/// A small blocking-style HTTP server on Vert.x's event loops.
@NullMarked
package chat.hearth.kit.http;

import org.jspecify.annotations.NullMarked;
