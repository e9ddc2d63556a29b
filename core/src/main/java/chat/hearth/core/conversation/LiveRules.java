package chat.hearth.core.conversation;

import chat.hearth.protocol.id.ConversationId;

/// What this node remembers of a conversation to judge sends by: its keys and the newest rules version it
/// heard of.
final class LiveRules {
    private final long key;
    private final ConversationId id;
    private volatile long version;

    LiveRules(StoredConversation row) {
        this.key = row.key();
        this.id = row.id();
        this.version = row.rulesVersion();
    }

    long key() {
        return key;
    }

    ConversationId id() {
        return id;
    }

    long version() {
        return version;
    }

    /// Versions only rise; an older one, heard late, changes nothing.
    synchronized void raise(long heard) {
        version = Math.max(version, heard);
    }
}
