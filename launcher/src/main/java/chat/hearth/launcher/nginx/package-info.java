/// The nginx files of a deployment, written from its topology.
///
/// ```
///   topology.toml ─▶ Topology ─▶ Site (one server block per name) ─▶ NginxFiles, and the Hearth keys that fit
/// ```
///
/// Not here: running nginx, the certificates. Invariant: what is written passes `nginx -t` by itself, sends every
/// header that the Hearth process behind it needs, and offers nothing over plain HTTP but the way to HTTPS.
@NullMarked
package chat.hearth.launcher.nginx;

import org.jspecify.annotations.NullMarked;
