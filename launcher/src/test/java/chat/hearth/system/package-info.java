/// Whole-system tests: the real program in a process of its own, real clients over real sockets, real kills.
@NullMarked
package chat.hearth.system;

import org.jspecify.annotations.NullMarked;
