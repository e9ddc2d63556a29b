package chat.hearth.storage.postgres;

import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.contract.StoreContract;
import org.junit.jupiter.api.Tag;

@Tag("contract")
@Tag("postgres")
class PostgresStoreContractTest extends StoreContract {
    @Override
    protected Store open(CommitLimits limits) {
        var options = PostgresOptions.at(Cluster.shared().database()).with(limits);
        return PostgresStorage.open(options, clock(), () -> "test", fault -> {
            throw new AssertionError(fault);
        });
    }
}
