/// Signatures of server API requests: HTTP Message Signatures (RFC 9421) with HMAC-SHA256, and the old
/// system's scheme.
///
/// ```
/// "@method": POST "@path": /admin/user/create "@query": ? "content-digest": sha-256=:…: "@signature-params":
/// ("@method" "@path" "@query" "content-digest");created=…;nonce="…";keyid="…";alg="hmac-sha256"
/// ```
///
/// Depends on nothing else of Hearth, so that any program that signs can use it. Invariant: a signed request
/// is taken once, within five minutes of its making, and only as it was signed, the body included.
@NullMarked
package chat.hearth.gateway.admin.signature;

import org.jspecify.annotations.NullMarked;
