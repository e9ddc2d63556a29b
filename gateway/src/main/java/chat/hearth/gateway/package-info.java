/// The IM node's edge: the public HTTP paths, the WebSocket, and the server API.
///
/// ```
/// Gateway ─┬─▶ front ─▶ connection ─┐
///          ├─▶ http ────────────────┼─▶ core
///          └─▶ admin ───────────────┘
/// ```
///
/// No rule of a chat is here: edges read, ask core, and write its answer.
@NullMarked
package chat.hearth.gateway;

import org.jspecify.annotations.NullMarked;
