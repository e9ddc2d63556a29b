package chat.hearth.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Standings;
import chat.hearth.core.delivery.Delivery;
import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.fake.FakeConversations;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ShowTyping;
import chat.hearth.protocol.v1.TypingShown;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypingSignalsTest {
    private final FakeConversations conversations = new FakeConversations();
    private final Delivery delivery = new Delivery();
    private final TypingSignals typing = new TypingSignals(new Standings(conversations), delivery);
    private final FakeOutbox mine = new FakeOutbox();
    private final FakeOutbox others = new FakeOutbox();
    private final Subscriber me = enter(1, mine);

    @BeforeEach
    void letUsersIn() {
        conversations.set(Rows.conversation(7, 1));
        conversations.set(Rows.member(7, 1));
        enter(2, others);
    }

    @Test
    void showsTheOthersWhoTypes() {
        assertThat(show(1)).isInstanceOf(Outcome.Done.class);

        assertThat(mine.frames()).isEmpty();
        var signal = others.frames().getFirst().getSignal();
        assertThat(signal.getExpiresInMs()).isEqualTo(10_000);
        assertThat(signal.getTyping().getUserId()).isEqualTo("u1");
        assertThat(signal.getTyping().getConversation()).isEqualTo("g:c7");
        assertThat(signal.getTyping().getActive()).isTrue();
    }

    @Test
    void showsNothingOfWhoMayNotSend() {
        var refused = (Outcome.Refused<TypingShown>) show(2);

        assertThat(refused.refusal().code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
        assertThat(others.frames()).isEmpty();
    }

    private Outcome<TypingShown> show(long user) {
        return typing.show(
                Rows.caller(user),
                me,
                ShowTyping.newBuilder().setConversation("g:c7").setActive(true).build());
    }

    private Subscriber enter(long user, FakeOutbox outbox) {
        var subscriber = new Subscriber(user, outbox);
        delivery.enter(subscriber);
        delivery.follow(subscriber, new long[] {7});
        subscriber.start(Map.of(), 0);
        return subscriber;
    }
}
