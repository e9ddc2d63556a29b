package chat.hearth.storage.contract;

import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.CommitLimits;

/// What a contract's tests start from: an empty, open store that is closed after each test.
interface Opened {
    Store store();

    World world();

    Recorder recorder();

    /// Another empty store, which the test closes itself.
    Store openAnother(CommitLimits limits);
}
