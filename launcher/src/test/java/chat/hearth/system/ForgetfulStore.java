package chat.hearth.system;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitJournal;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.MessageStore;
import chat.hearth.core.session.DeviceStore;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.UserStore;

/// A store that keeps everything and, while it is told to, tells nobody what it has committed.
final class ForgetfulStore implements Store {
    private final Store store;
    private volatile boolean isSilent;

    ForgetfulStore(Store store) {
        this.store = store;
    }

    /// Loses every hint from here on, or no more.
    void silent(boolean silent) {
        isSilent = silent;
    }

    @Override
    public Environment environment() {
        return store.environment();
    }

    @Override
    public UserStore users() {
        return store.users();
    }

    @Override
    public DeviceStore devices() {
        return store.devices();
    }

    @Override
    public ConversationStore conversations() {
        return store.conversations();
    }

    @Override
    public MessageStore messages() {
        return store.messages();
    }

    @Override
    public InboxStore inbox() {
        return store.inbox();
    }

    @Override
    public CommitJournal journal() {
        return store.journal();
    }

    @Override
    public void follow(CommitListener listener) {
        store.follow(new CommitListener() {
            @Override
            public void released(long mark, Change change) {
                if (!isSilent) {
                    listener.released(mark, change);
                }
            }

            @Override
            public void committed(long mark) {
                if (!isSilent) {
                    listener.committed(mark);
                }
            }
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
