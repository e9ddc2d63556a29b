package chat.hearth.storage.sqlite;

import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.contract.StoreContract;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("contract")
class SqliteStoreContractTest extends StoreContract {
    private final AtomicInteger opened = new AtomicInteger();

    @TempDir
    private Path directory;

    @Override
    protected Store open(CommitLimits limits) {
        var file = directory.resolve("hearth-" + opened.incrementAndGet() + ".db");
        return SqliteStorage.open(SqliteOptions.at(file).with(limits), clock(), () -> "test", fault -> {
            throw new AssertionError(fault);
        });
    }
}
