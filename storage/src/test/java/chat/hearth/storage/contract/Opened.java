package chat.hearth.storage.contract;

import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.CommitLimits;

/// What a contract's tests start from: an empty, open store that is closed after each test.
interface Opened {
    Store store();

    World world();

    Recorder recorder();

    /// Waits until everything so far is told as committed: from here on a resume tells of nothing older. Before
    /// that it may tell too much.
    ///
    /// @return the highest mark of the changes so far
    default long awaitAllTold() {
        // A write that changes nothing: what comes before it has been released when it is answered.
        World.await(store().devices().redeem(0, 1));
        return recorder().awaitLastMarkTold();
    }

    /// Another empty store, which the test closes itself.
    Store openAnother(CommitLimits limits);
}
