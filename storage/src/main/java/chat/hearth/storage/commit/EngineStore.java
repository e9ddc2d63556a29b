package chat.hearth.storage.commit;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.log.CommitJournal;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.MessageStore;
import chat.hearth.core.session.DeviceStore;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.UserStore;
import chat.hearth.storage.engine.Snapshots;
import java.util.concurrent.atomic.AtomicBoolean;

/// Core's ports on one engine: writes go through the group commit, reads to snapshots.
public final class EngineStore implements Store {
    private final Environment environment;
    private final GroupCommit commits;
    private final Snapshots snapshots;
    private final Runnable closeRest;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /// Joins the parts of an engine.
    ///
    /// @param closeRest closes what else the engine holds, after writing and reading have ended
    public EngineStore(Environment environment, GroupCommit commits, Snapshots snapshots, Runnable closeRest) {
        this.environment = environment;
        this.commits = commits;
        this.snapshots = snapshots;
        this.closeRest = closeRest;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public UserStore users() {
        return new EngineUsers(commits, snapshots);
    }

    @Override
    public DeviceStore devices() {
        return new EngineDevices(commits, snapshots);
    }

    @Override
    public ConversationStore conversations() {
        return new EngineConversations(commits, snapshots);
    }

    @Override
    public MessageStore messages() {
        return new EngineMessages(commits, snapshots);
    }

    @Override
    public InboxStore inbox() {
        return new EngineInbox(commits, snapshots);
    }

    @Override
    public CommitJournal journal() {
        return new EngineJournal(snapshots);
    }

    @Override
    public void follow(CommitListener listener) {
        commits.follow(listener);
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            commits.close();
            snapshots.close();
            closeRest.run();
        }
    }
}
