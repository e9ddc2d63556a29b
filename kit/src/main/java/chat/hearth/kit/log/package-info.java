/// Logging: one line per event, as text or JSON, to standard error and to a bounded set of files.
///
/// ```
/// any thread ─▶ OverflowingQueue (bounded, never blocks, counts what it drops) ─▶ one thread ─▶ stderr,
/// hearth.log
/// ```
///
/// Programs write through SLF4J, with `addKeyValue` for what a reader may search for. Invariant: an event is
/// exactly one line whatever it contains, and a value under a name that sounds like a secret is masked.
@NullMarked
package chat.hearth.kit.log;

import org.jspecify.annotations.NullMarked;
