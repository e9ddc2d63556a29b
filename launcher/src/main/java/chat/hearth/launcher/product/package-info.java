/// The product in one process: what is started in which order, and stopped in the reverse.
///
/// ```
/// lock ─▶ log ─▶ secrets ─▶ store ─▶ core ─▶ certificates ─▶ IM node, server API port ─▶ app ─▶
/// files ─▶ public port ─▶ WebSocket ports ─▶ run.json ─▶ ready
/// ```
///
/// A stage that can't be done refuses the start with one line that says what to do, and what was started is
/// stopped.
@NullMarked
package chat.hearth.launcher.product;

import org.jspecify.annotations.NullMarked;
