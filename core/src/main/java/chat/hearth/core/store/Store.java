package chat.hearth.core.store;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.log.CommitJournal;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.MessageStore;
import chat.hearth.core.session.DeviceStore;
import chat.hearth.core.user.UserStore;

/// One engine with all of an IM node's stores.
///
/// Writes are collected into group commits; a write completes only after the commit that holds it is on disk.
/// If the engine can't write, writes are refused with UNAVAILABLE and nothing of them is stored; if it can't
/// tell whether a commit reached the disk, the process ends rather than guess.
public interface Store extends AutoCloseable {
    Environment environment();

    UserStore users();

    DeviceStore devices();

    ConversationStore conversations();

    MessageStore messages();

    InboxStore inbox();

    CommitJournal journal();

    /// Names who follows the commits. Call once, before the first write.
    void follow(CommitListener listener);

    /// Finishes queued writes and closes. Later writes are refused with UNAVAILABLE.
    @Override
    void close();
}
