/// `hearth doctor`: walks the five hops as a browser would, from outside and without an account, and names what
/// is broken.
///
/// ```
///   Doctor: page ─▶ app server ─▶ route ─▶ WebSocket ─▶ files   each step: Findings
///      └─▶ Wire: sockets, TLS and HTTP by hand                  a Finding: a Fault of the catalogue, what was seen
/// ```
///
/// Invariant: a fault is named once per hop, with a mend; nothing is changed at the server that is examined.
@NullMarked
package chat.hearth.launcher.doctor;

import org.jspecify.annotations.NullMarked;
