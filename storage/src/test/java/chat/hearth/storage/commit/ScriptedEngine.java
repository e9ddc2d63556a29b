package chat.hearth.storage.commit;

import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Device;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.storage.engine.Applied;
import chat.hearth.storage.engine.Claims;
import chat.hearth.storage.engine.Committed;
import chat.hearth.storage.engine.Engine;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// An engine that keeps the texts of messages in a list and fails as its script says.
final class ScriptedEngine implements Engine {
    /// Called with each text before it is kept; throws to fail.
    interface Script {
        void store(String text);
    }

    final List<List<String>> commits = new CopyOnWriteArrayList<>();
    final Semaphore begins;
    private final Script onStore;
    private final Runnable onCommit;
    volatile boolean isClosed;

    /// @param begins permits to begin a batch: holds the writer until what shall share a batch has queued
    ScriptedEngine(Semaphore begins, Script onStore, Runnable onCommit) {
        this.begins = begins;
        this.onStore = onStore;
        this.onCommit = onCommit;
    }

    @Override
    public Transaction begin(Claims claims) {
        try {
            if (!begins.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let the writer begin");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Batch();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private final class Batch implements Transaction {
        private final List<String> texts = new ArrayList<>();

        @Override
        public List<AppendOutcome> append(List<PendingMessage> run) {
            return run.stream().map(this::append).toList();
        }

        private AppendOutcome append(PendingMessage pending) {
            var text = pending.message().body().getText();
            onStore.store(text);
            texts.add(text);
            long seq = texts.size();
            return new AppendOutcome.Stored(seq, seq, seq, seq, 0, false);
        }

        @Override
        public Committed commit() {
            onCommit.run();
            commits.add(List.copyOf(texts));
            return new Committed(commits.size(), commits.size() + 1);
        }

        @Override
        public void rollback() {
            texts.clear();
        }

        @Override
        public Applied<Outcome<StoredUser>> put(UserId id, Profile profile) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Applied<Device> issue(long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Applied<List<Device>> revoke(long user, List<DeviceId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Applied<Boolean> redeem(long device, long ticketNo) {
            texts.add("redeem " + ticketNo);
            return Applied.quietly(true);
        }

        @Override
        public Applied<StoredConversation> create(NewConversation conversation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Applied<Outcome<StoredConversation>> addMembers(
                long conversation, long by, List<Long> users, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Applied<List<ReadPosition>> advance(List<ReadAdvance> advances) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Applied<Boolean> sweep() {
            throw new UnsupportedOperationException();
        }
    }
}
