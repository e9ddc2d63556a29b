package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.store.Store;
import chat.hearth.storage.commit.CommitLimits;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything an engine promises. Its test class says how to open it.
public abstract class StoreContract
        implements UserContract,
                DeviceContract,
                ConversationContract,
                MemberContract,
                AppendContract,
                HistoryContract,
                InboxContract,
                ReadContract,
                DeliveredContract,
                ResumeContract,
                JournalContract,
                ReleaseContract {
    private Store store;
    private World world;
    private Recorder recorder;

    /// Opens an empty store of the environment `test` whose clock shows [World#NOW_MS].
    protected abstract Store open(CommitLimits limits);

    /// The clock that [#open] gives its stores.
    protected static InstantSource clock() {
        return InstantSource.fixed(java.time.Instant.ofEpochMilli(World.NOW_MS));
    }

    @BeforeEach
    void openTheStore() {
        store = open(CommitLimits.DEFAULT);
        world = new World(store);
        recorder = new Recorder();
        store.follow(recorder);
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public Recorder recorder() {
        return recorder;
    }

    @Override
    public Store openAnother(CommitLimits limits) {
        return open(limits);
    }

    @Test
    void knowsItsEnvironment() {
        assertThat(store.environment().id()).isEqualTo("test");
        assertThat(store.environment().epoch()).isPositive();
    }
}
