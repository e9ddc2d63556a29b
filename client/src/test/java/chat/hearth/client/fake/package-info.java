/// Fakes that behave, for the client's tests: a loop whose time is moved by hand, a link in memory, a tiny
/// chat server, and the same server on real sockets.
@NullMarked
package chat.hearth.client.fake;

import org.jspecify.annotations.NullMarked;
