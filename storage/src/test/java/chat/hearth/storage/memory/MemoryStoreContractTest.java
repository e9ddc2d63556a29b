package chat.hearth.storage.memory;

import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.contract.StoreContract;
import org.junit.jupiter.api.Tag;

@Tag("contract")
class MemoryStoreContractTest extends StoreContract {
    @Override
    protected Store open(CommitLimits limits) {
        return MemoryStorage.open("test", clock(), limits.queueMax());
    }
}
