package chat.hearth.client;

import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Signal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a listener's fault from becoming a gap: it is logged, and the fold goes on.
record GuardedListener(ClientListener listener) implements ClientListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    @Override
    public void onMessage(String conversation, Message message) {
        guard(() -> listener.onMessage(conversation, message));
    }

    @Override
    public void onChanged(String conversation, Message message) {
        guard(() -> listener.onChanged(conversation, message));
    }

    @Override
    public void onState(Conversation state) {
        guard(() -> listener.onState(state));
    }

    @Override
    public void onGone(String conversation) {
        guard(() -> listener.onGone(conversation));
    }

    @Override
    public void onReset(String conversation, List<Message> window) {
        guard(() -> listener.onReset(conversation, window));
    }

    @Override
    public void onStatus(Status status) {
        guard(() -> listener.onStatus(status));
    }

    @Override
    public void onSignal(Signal signal) {
        guard(() -> listener.onSignal(signal));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("A client's listener failed", e);
        }
    }
}
