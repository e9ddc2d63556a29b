/// The web client's own tests, counted with all others.
@NullMarked
package chat.hearth.web;

import org.jspecify.annotations.NullMarked;
