package chat.hearth.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Membership;
import chat.hearth.core.conversation.ReceiptLimits;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.fake.FakeInbox;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ReaderList;
import chat.hearth.protocol.v1.Readers;
import chat.hearth.protocol.v1.Readers.ToldCase;
import chat.hearth.protocol.v1.Role;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadershipTest {
    private static final long HEAD = 9;
    private static final ReaderList BOTH = ReaderList.newBuilder()
            .addUserIds("u2")
            .addDeliveredUserIds("u2")
            .addDeliveredUserIds("u3")
            .build();

    private final FakeInbox store = new FakeInbox();
    private final Readership readership = new Readership(store);

    @Test
    void namesReadersAndReceiversInADirectConversation() {
        reached();

        assertThat(done(of(ConversationId.direct(Rows.userId(1), Rows.userId(2), 0), 2, 5)))
                .isEqualTo(Readers.newBuilder().setList(BOTH).build());
    }

    @Test
    void namesReceiversUpToAHundredMembers() {
        reached();

        assertThat(done(group(ReceiptLimits.TOLD)).getList()).isEqualTo(BOTH);
        assertThat(done(group(ReceiptLimits.TOLD + 1)).getList())
                .isEqualTo(ReaderList.newBuilder().addUserIds("u2").build());
    }

    @ParameterizedTest
    @CsvSource({"200, LIST", "201, COUNT", "2000, COUNT", "2001, TOLD_NOT_SET"})
    void listsThenCountsThenSaysNothing(int members, ToldCase told) {
        reached();

        var readers = done(group(members));

        assertThat(readers.getToldCase()).isEqualTo(told);
        assertThat(readers.getCount()).isEqualTo(told == ToldCase.COUNT ? 1 : 0);
        assertThat(store.asked()).isEqualTo(told == ToldCase.TOLD_NOT_SET ? 0 : 1);
    }

    @Test
    void tellsThatNobodyHasReadIt() {
        assertThat(done(group(200)).hasList()).isTrue();
        assertThat(done(group(201)).hasCount()).isTrue();
    }

    @Test
    void listsAtMostTwoHundred() {
        store.reached(LongStream.range(0, 300)
                .mapToObj(user -> new Reached(Rows.userId(user), true))
                .toList());

        assertThat(done(group(200)).getList().getUserIdsList()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 3, HEAD + 1, Long.MAX_VALUE})
    void refusesAMessageThatTheCallerCanNotSee(long seq) {
        assertThat(code(of(Rows.group(7), 3, seq))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, HEAD})
    void answersForTheFirstAndTheLastVisibleMessage(long seq) {
        assertThat(done(of(Rows.group(7), 3, seq)).hasList()).isTrue();
    }

    @Test
    void knowsNothingOfAConversationWithoutAnEntry() {
        assertThat(code(readership.of(Rows.caller(1), Rows.conversation(7, HEAD), 5)))
                .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
    }

    private void reached() {
        store.reached(List.of(new Reached(Rows.userId(2), true), new Reached(Rows.userId(3), false)));
    }

    private Outcome<Readers> group(int members) {
        return of(Rows.group(7), members, 5);
    }

    /// Asked by one who sees everything from 4 on.
    private Outcome<Readers> of(ConversationId id, int members, long seq) {
        StoredConversation row = Rows.conversation(7, id, HEAD, 1, members);
        var member = new Membership(7, 1, Rows.userId(1), Role.ROLE_MEMBER, true, 4, 1, "", 0);
        store.entries(List.of(new InboxEntry(row, member, 0, 0, 1, null, 0)));
        return readership.of(Rows.caller(1), row, seq);
    }

    private static Readers done(Outcome<Readers> outcome) {
        return ((Outcome.Done<Readers>) outcome).value();
    }

    private static ErrorCode code(Outcome<Readers> outcome) {
        return ((Outcome.Refused<Readers>) outcome).refusal().code();
    }
}
