package chat.hearth.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.Message;
import org.junit.jupiter.api.Test;

class PairTest {
    private static final String TALK = "d:a:b";

    private final Pair pair = new Pair(
            7, 0, Conversation.newBuilder().setConversation(TALK).setSeqHead(10).build(), 4);

    private static Message message(String text) {
        return Message.newBuilder().setBody(Body.newBuilder().setText(text)).build();
    }

    private Ledger ledger(long head) {
        var sums = new Ledger.Sums();
        pair.addTo(sums, head);
        return sums.total();
    }

    @Test
    void aUnitIsWholeWhenBothEndsWereReachedInEitherOrder() {
        long first = pair.open(1);
        long second = pair.open(2);
        assertThat(pair.acked(first).isWhole()).isFalse();
        assertThat(pair.received(TALK, message(pair.text(first)))).isEqualTo(new Pair.Step(1, true));
        assertThat(pair.received(TALK, message(pair.text(second)))).isEqualTo(new Pair.Step(2, false));
        assertThat(pair.acked(second).isWhole()).isTrue();
        assertThat(ledger(12)).isEqualTo(new Ledger(2, 2, 2, 2, 0, 0, 0));
        assertThat(ledger(12).isBalanced()).isTrue();
    }

    @Test
    void booksWhatComesTwiceOutOfOrderOrChanged() {
        long first = pair.open(1);
        long second = pair.open(2);
        assertThat(pair.received(TALK, message(pair.text(second)))).isNull();
        assertThat(pair.received(TALK, message(pair.text(first)))).isNotNull();
        assertThat(pair.received(TALK, message(pair.text(first)))).isNull();
        assertThat(pair.received(TALK, message(pair.text(second).replace('q', 'p'))))
                .isNull();
        assertThat(ledger(12)).isEqualTo(new Ledger(2, 0, 1, 2, 1, 1, 1));
        assertThat(ledger(12).isBalanced()).isFalse();
    }

    @Test
    void aTextNamesItsPairAndHasAboutAHundredCharacters() {
        assertThat(Pair.numberIn(pair.text(3))).isEqualTo(7);
        assertThat(Pair.numberIn("hello world")).isEqualTo(-1);
        assertThat(Pair.numberIn("")).isEqualTo(-1);
        assertThat(pair.text(3)).hasSize(100).isNotEqualTo(pair.text(4));
    }
}
