/// What an IM node answers over HTTP on its public side: which node, by which address, with which ticket; and
/// where requests may come from.
///
/// Invariant: what clients are told to dial follows the configured public origins; a header decides only
/// between them, and a page that came over https is never told a plain address.
@NullMarked
package chat.hearth.gateway.http;

import org.jspecify.annotations.NullMarked;
