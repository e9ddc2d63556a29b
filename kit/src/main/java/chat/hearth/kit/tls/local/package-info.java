/// Certificates of one's own: a local authority, the certificates it issues, and the files they go to.
///
/// Not here: asking a public authority. Invariant: private keys and key stores reach the disk only as files of
/// their owner alone, and no secret is in a name, a message or a log.
@NullMarked
package chat.hearth.kit.tls.local;

import org.jspecify.annotations.NullMarked;
