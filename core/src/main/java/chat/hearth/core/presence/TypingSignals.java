package chat.hearth.core.presence;

import chat.hearth.core.conversation.Standings;
import chat.hearth.core.delivery.Delivery;
import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.ShowTyping;
import chat.hearth.protocol.v1.Signal;
import chat.hearth.protocol.v1.Typing;
import chat.hearth.protocol.v1.TypingShown;

/// Tells the online members of a conversation that somebody types. Nothing is stored and nothing is repeated:
/// who misses it misses nothing that matters.
public final class TypingSignals {
    private static final int EXPIRES_MS = 10_000;

    private final Standings standings;
    private final Delivery delivery;

    public TypingSignals(Standings standings, Delivery delivery) {
        this.standings = standings;
        this.delivery = delivery;
    }

    /// Refused unless the caller may send into the conversation.
    public Outcome<TypingShown> show(Caller caller, Subscriber from, ShowTyping request) {
        return standings.of(caller, request.getConversation()).map(standing -> {
            var typing = Typing.newBuilder()
                    .setConversation(standing.id().value())
                    .setUserId(caller.id().value())
                    .setActive(request.getActive());
            var signal = Signal.newBuilder().setExpiresInMs(EXPIRES_MS).setTyping(typing);
            delivery.signal(
                    standing.conversation(),
                    new SharedFrame(ServerFrame.newBuilder().setSignal(signal).build()),
                    from);
            return TypingShown.getDefaultInstance();
        });
    }
}
