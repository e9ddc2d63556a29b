package chat.hearth.system;

import chat.hearth.client.wire.Tap;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Loses the first sends of a client on their way, and keeps the refusals that come back.
final class LostSends implements Tap {
    private final Queue<ErrorCode> refusals = new ConcurrentLinkedQueue<>();
    private int left;

    LostSends(int count) {
        left = count;
    }

    List<ErrorCode> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public boolean outbound(Request request) {
        return !request.hasSend() || left-- <= 0;
    }

    @Override
    public boolean inbound(ServerFrame frame) {
        if (frame.getReply().hasError()) {
            refusals.add(frame.getReply().getError().getCode());
        }
        return true;
    }
}
