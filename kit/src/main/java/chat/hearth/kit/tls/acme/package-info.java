/// Certificates of a public authority, got and renewed by themselves (ACME, RFC 8555).
///
/// ```
///   Renewals ── due ─▶ CertificateAuthority (AcmeAuthority) ─▶ the authority ── asks for a token ─▶ Challenges
///      │                                                                          on the plain port (HTTP-01)
///      ▼
///   AcmeFolder: issued.pem (kept) ─▶ shown.pem ─▶ the watch of certificates ─▶ listeners
/// ```
///
/// Not here: listeners and sockets. Invariant: `shown.pem` always holds a certificate with its key, whole; it is
/// replaced only by one that has passed the judgement, and whatever the authority does, what was shown stays.
@NullMarked
package chat.hearth.kit.tls.acme;

import org.jspecify.annotations.NullMarked;
