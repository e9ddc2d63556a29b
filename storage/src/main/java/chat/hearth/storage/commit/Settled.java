package chat.hearth.storage.commit;

import chat.hearth.core.log.Change;
import java.util.List;

/// A write whose outcome is certain, on its way to the releasing thread.
///
/// @param answer completes the waiter
record Settled(Runnable answer, List<Change> changes) {}
