/// The port: Vert.x answers HTTP, and an accepted WebSocket opening leaves Vert.x for a bare Netty pipeline.
///
/// ```
/// connection ─▶ WebSocketUpgrade ── other path ─────────▶ Vert.x
///                 └─ /ws ─▶ Handshake ── bad, refused ──▶ JSON error, closed
///                              └─ accepted ─▶ HandOver ─▶ SocketReader ─▶ SocketListener
/// ```
///
/// Knows frames and bytes; what they mean is not here. Invariant: after the hand-over nothing of Vert.x is in
/// the pipeline or reachable from it, and every listener hears `closed` exactly once.
@NullMarked
package chat.hearth.gateway.front;

import org.jspecify.annotations.NullMarked;
