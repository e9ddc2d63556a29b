/// `hearth bench`: figures with their conditions, from real clients over real sockets.
///
/// Not here: starting a server and making users, which a [Provisioner] does. Invariant: a unit counts only
/// when it was acknowledged and arrived with the right content; every run ends with a ledger, and no figure
/// is told without the limit measured beside it and a word on whether the generator was the bottleneck.
@NullMarked
package chat.hearth.client.bench;

import org.jspecify.annotations.NullMarked;
