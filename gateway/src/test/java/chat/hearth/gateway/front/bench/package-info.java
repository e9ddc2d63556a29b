/// What an idle WebSocket costs, and how fast an echo is, on three fronts and on Hearth's whole connection.
/// Measured by hand, never by a test: [Compare] is the command, `docs/adr/0001-websocket-beside-http.md`
/// tells what came out.
@NullMarked
package chat.hearth.gateway.front.bench;

import org.jspecify.annotations.NullMarked;
