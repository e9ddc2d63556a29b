package chat.hearth.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.fake.FakeConversations;
import chat.hearth.core.fake.FakeMessages;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchDiff;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.History;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Role;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoriesTest {
    private static final int MAX_FRAME = 262_144;

    private final FakeConversations conversations = new FakeConversations();
    private final FakeMessages store = new FakeMessages(Rows.conversation(7, 400));
    private final Histories histories = new Histories(store, conversations, MAX_FRAME);

    @BeforeEach
    void letUserOneIn() {
        conversations.set(Rows.conversation(7, 400));
        conversations.set(Rows.member(7, 1));
    }

    @Test
    void keepsTheEndThatWasAskedFor() {
        add(10, "message");

        assertThat(seqs(fetch(request().setLimit(3)))).containsExactly(8L, 9L, 10L);
        assertThat(seqs(fetch(request().setLimit(3).setOldestFirst(true)))).containsExactly(1L, 2L, 3L);
        assertThat(fetch(request().setLimit(3)).getMore()).isTrue();
        assertThat(fetch(request()).getMore()).isFalse();
        assertThat(seqs(fetch(request().setFromSeq(4).setToSeq(6)))).containsExactly(4L, 5L, 6L);
    }

    @Test
    void answersWithTheHeads() {
        assertThat(fetch(request()).getChangeHead()).isEqualTo(400);
        assertThat(fetch(request()).getSeqHead()).isEqualTo(400);
        assertThat(fetch(request()).getConversation()).isEqualTo("g:c7");
    }

    @Test
    void showsNothingFromBeforeTheMembersTime() {
        add(10, "message");
        conversations.set(new Membership(7, 1, Rows.userId(1), Role.ROLE_MEMBER, true, 8, 1, "", 0));

        assertThat(seqs(fetch(request().setFromSeq(1)))).containsExactly(8L, 9L, 10L);
        assertThat(diff(0).getMessagesList()).extracting(Message::getSeq).containsExactly(8L, 9L, 10L);
    }

    @Test
    void sendsAsManyAsAFrameHoldsInEitherEncoding() {
        for (var text : List.of("x".repeat(10_000), "<".repeat(10_000), "\u5b57".repeat(10_000))) {
            var full = new FakeMessages(Rows.conversation(7, 400));
            LongStream.range(0, 200).forEach(_ -> full.add(Rows.text(text)));
            var answer = done(new Histories(full, conversations, MAX_FRAME)
                    .fetch(Rows.caller(1), request().setLimit(200).build()));

            assertThat(answer.getMore()).isTrue();
            assertThat(answer.getMessagesList()).isNotEmpty();
            assertThat(answer.getMessagesList().getLast().getSeq()).isEqualTo(200);
            assertThat(Encoding.PROTO.encode(answer)).hasSizeLessThan(MAX_FRAME);
            assertThat(Encoding.JSON.encode(answer)).hasSizeLessThan(MAX_FRAME);
        }
    }

    @Test
    void keepsTheOldestOfALargeRangeWhenAskedTo() {
        add(200, "x".repeat(10_000));

        var answer = fetch(request().setLimit(200).setOldestFirst(true));

        assertThat(answer.getMessagesList().getFirst().getSeq()).isEqualTo(1);
        assertThat(answer.getMore()).isTrue();
    }

    @Test
    void dropsFromTheEndThatWasNotAskedFor() {
        for (int i = 0; i < 20; i++) {
            store.add(Rows.text("x".repeat(10_000)));
        }
        for (int i = 0; i < 10; i++) {
            store.add(Rows.text("<".repeat(10_000)));
        }

        var oldest = fetch(request().setLimit(200).setOldestFirst(true));
        var newest = fetch(request().setLimit(200));

        assertThat(seqs(oldest)).startsWith(1L).hasSize(20);
        assertThat(seqs(newest)).endsWith(30L).hasSize(4);
    }

    @Test
    void tellsToStartOverWhenADifferenceIsTooLong() {
        add(301, "message");

        assertThat(diff(0).getStartOver()).isTrue();
        assertThat(diff(0).getMessagesList()).isEmpty();
        assertThat(diff(0).getToChange()).isEqualTo(400);
        assertThat(diff(1).getStartOver()).isFalse();
        assertThat(diff(1).getMessagesList()).hasSize(300);
    }

    @Test
    void tellsToStartOverWhenADifferenceFitsIntoNoFrame() {
        add(100, "<".repeat(10_000));

        assertThat(diff(0).getStartOver()).isTrue();
        assertThat(diff(98).getStartOver()).isFalse();
    }

    @Test
    void refusesAPositionAboveTheHead() {
        assertThat(code(histories.diff(Rows.caller(1), diffFrom(401)))).isEqualTo(ErrorCode.START_OVER);
        assertThat(diff(400).getMessagesList()).isEmpty();
    }

    @Test
    void hidesTheConversationFromWhoIsNotInIt() {
        conversations.set(Rows.member(7, 2, false, 1));
        for (long stranger : new long[] {2, 3}) {
            assertThat(code(histories.fetch(Rows.caller(stranger), request().build())))
                    .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
            assertThat(code(histories.diff(Rows.caller(stranger), diffFrom(0))))
                    .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
        }
        assertThat(code(histories.fetch(
                        Rows.caller(1), request().setConversation("g:nowhere").build())))
                .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
    }

    @Test
    void refusesWhatIsNoRange() {
        for (var bad : List.of(
                request().setFromSeq(-1),
                request().setToSeq(-1),
                request().setLimit(201),
                request().setLimit(-1),
                request().setConversation("no"))) {
            assertThat(code(histories.fetch(Rows.caller(1), bad.build()))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
        assertThat(code(histories.diff(Rows.caller(1), diffFrom(-1)))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    private void add(int count, String text) {
        LongStream.range(0, count).forEach(_ -> store.add(Rows.text(text)));
    }

    private static FetchHistory.Builder request() {
        return FetchHistory.newBuilder().setConversation("g:c7");
    }

    private static FetchDiff diffFrom(long change) {
        return FetchDiff.newBuilder()
                .setConversation("g:c7")
                .setFromChange(change)
                .build();
    }

    private History fetch(FetchHistory.Builder request) {
        return done(histories.fetch(Rows.caller(1), request.build()));
    }

    private Diff diff(long from) {
        return done(histories.diff(Rows.caller(1), diffFrom(from)));
    }

    private static List<Long> seqs(History history) {
        return history.getMessagesList().stream().map(Message::getSeq).toList();
    }

    private static <T> T done(Outcome<T> outcome) {
        return ((Outcome.Done<T>) outcome).value();
    }

    private static <T> ErrorCode code(Outcome<T> outcome) {
        return ((Outcome.Refused<T>) outcome).refusal().code();
    }
}
