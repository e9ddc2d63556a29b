package chat.hearth.client.fake;

import chat.hearth.client.ClientListener;
import chat.hearth.client.Status;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a client tells.
public final class Recorder implements ClientListener {
    public final List<Message> messages = new CopyOnWriteArrayList<>();
    public final List<Message> changed = new CopyOnWriteArrayList<>();
    public final List<Status> statuses = new CopyOnWriteArrayList<>();
    public final List<String> gone = new CopyOnWriteArrayList<>();
    public final List<String> resets = new CopyOnWriteArrayList<>();
    public final Map<String, Conversation> states = new HashMap<>();

    /// The texts told, in order.
    public List<String> texts() {
        return messages.stream().map(each -> each.getBody().getText()).toList();
    }

    /// Waits are the delays of every Waiting.
    public List<Long> waits() {
        var waits = new ArrayList<Long>();
        statuses.forEach(each -> {
            if (each instanceof Status.Waiting(long delayMs, String _)) {
                waits.add(delayMs);
            }
        });
        return waits;
    }

    @Override
    public synchronized void onMessage(String conversation, Message message) {
        messages.add(message);
        notifyAll();
    }

    @Override
    public void onChanged(String conversation, Message message) {
        changed.add(message);
    }

    @Override
    public void onState(Conversation state) {
        states.put(state.getConversation(), state);
    }

    @Override
    public void onGone(String conversation) {
        gone.add(conversation);
    }

    @Override
    public void onReset(String conversation, List<Message> window) {
        resets.add(conversation);
    }

    @Override
    public synchronized void onStatus(Status status) {
        statuses.add(status);
        notifyAll();
    }

    /// Returns when the client stood like this.
    public synchronized void awaitStatus(Class<? extends Status> kind, long timeoutMs) throws InterruptedException {
        long until = System.nanoTime() + timeoutMs * 1_000_000;
        while (statuses.stream().noneMatch(kind::isInstance)) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("never " + kind.getSimpleName() + ": " + statuses);
            }
            wait(left);
        }
    }

    /// Returns when so many messages were told.
    public synchronized void awaitMessages(int count, long timeoutMs) throws InterruptedException {
        long until = System.nanoTime() + timeoutMs * 1_000_000;
        while (messages.size() < count) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("only " + messages.size() + " of " + count + " messages came: " + texts());
            }
            wait(left);
        }
    }
}
