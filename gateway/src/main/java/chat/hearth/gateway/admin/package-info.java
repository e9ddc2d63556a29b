/// The server API: what trusted programs may ask of a node, on a listener of its own that is not for the
/// public.
///
/// ```
/// request ─▶ ServerApi: signature ─▶ scope ─▶ JSON ─▶ UserCalls | MessageCalls | GroupCalls ─▶ core
///                 └─ envelope {code, msg, result} with the numbers of OldNumbers ◀──────────────┘
/// ```
///
/// Paths, shapes and numbers are those of the system whose programs should go on working. Invariant: nothing
/// but the probes, the metrics and the description is answered without a signature.
@NullMarked
package chat.hearth.gateway.admin;

import org.jspecify.annotations.NullMarked;
