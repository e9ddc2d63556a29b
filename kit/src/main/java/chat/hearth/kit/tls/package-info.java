/// TLS: certificates read from files, judged, watched, and handed to listeners.
///
/// ```
///   CertificateSource (PEM, PKCS12, JKS, a folder) ─▶ ServerCertificate… ─▶ Judgement ── a fault ─▶ TlsRefused
///                              ▲                                                │
///                     CertificateWatch ◀── the files change ──                  ▼
///                              └──────────────▶ TlsIdentity ─▶ listeners: from here on new handshakes get it
/// ```
///
/// Not here: sockets ([chat.hearth.kit.http]), making certificates ([chat.hearth.kit.tls.local]). Invariant:
/// what a listener is handed has passed the judgement; files that do not pass leave the old identity in force.
@NullMarked
package chat.hearth.kit.tls;

import org.jspecify.annotations.NullMarked;
