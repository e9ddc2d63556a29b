package chat.hearth.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Standings;
import chat.hearth.core.fake.FakeConversations;
import chat.hearth.core.fake.FakeMessages;
import chat.hearth.core.fake.ManualClock;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.Sent;
import com.google.protobuf.UnknownFieldSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final ManualClock clock = new ManualClock();
    private final FakeConversations conversations = new FakeConversations();
    private final FakeMessages store = new FakeMessages(Rows.conversation(7, 0));
    private final Standings standings = new Standings(conversations);
    private final Messages messages = new Messages(store, standings, new BodyRules(100, 4096), clock);
    private final Sender sender = new Sender(Rows.caller(1), null, null);
    private final List<Outcome<Sent>> answers = new ArrayList<>();

    @BeforeEach
    void letUserOneIn() {
        conversations.set(Rows.conversation(7, 0));
        conversations.set(Rows.member(7, 1));
    }

    @Test
    void answersOnceAndOnlyAfterTheCommit() {
        submit(send(1));
        assertThat(answers).isEmpty();

        store.commit();
        store.commit();

        var sent = done();
        assertThat(sent.getCid()).isEqualTo(Rows.cid(1).toString());
        assertThat(sent.getMessageId()).isEqualTo(1001);
        assertThat(sent.getSeq()).isEqualTo(1);
        assertThat(sent.getChange()).isEqualTo(1);
        assertThat(sent.getCounted()).isEqualTo(1);
        assertThat(sent.getSentAtMs()).isEqualTo(Rows.AT);
        assertThat(sent.getDuplicate()).isFalse();
    }

    @Test
    void queuesWhatWasSentWithTheRulesItWasJudgedBy() {
        var origin = new Object();
        messages.submit(
                new Sender(Rows.caller(1), origin, null),
                send(2).setAfterCid(Rows.cid(1).toString()).build(),
                answers::add);

        var queued = store.queued().getFirst();
        assertThat(queued.conversation()).isEqualTo(7);
        assertThat(queued.senderId()).isEqualTo(Rows.userId(1));
        assertThat(queued.cid()).isEqualTo(Rows.cid(2));
        assertThat(queued.after()).isEqualTo(Rows.cid(1));
        assertThat(queued.rulesVersion()).isEqualTo(1);
        assertThat(queued.origin()).isSameAs(origin);
    }

    @Test
    void refusesWhatIsNoSendBeforeAnythingIsRead() {
        submit(send(1).setCid("no"));
        submit(send(1).setAfterCid("no"));
        submit(send(1).setConversation("no"));
        submit(send(1).setBody(Rows.text(" ")));
        submit(Send.newBuilder());

        assertThat(codes())
                .containsExactly(
                        ErrorCode.INVALID_ARGUMENT,
                        ErrorCode.INVALID_ARGUMENT,
                        ErrorCode.INVALID_ARGUMENT,
                        ErrorCode.TEXT_EMPTY,
                        ErrorCode.INVALID_ARGUMENT);
        assertThat(conversations.reads()).isZero();
        assertThat(store.queued()).isEmpty();
    }

    @Test
    void tellsTheTimeToWhoStampsACidOutsideTheWindow() {
        for (var age :
                List.of(Duration.ofDays(8).plusMillis(1), Duration.ofDays(-1).minusMillis(1))) {
            submit(send(1).setCid(Cid.of(clock.millis() - age.toMillis(), 0, 0).toString()));
        }
        submit(send(1).setCid(Cid.of(clock.millis() - Duration.ofDays(8).toMillis(), 0, 0)
                .toString()));
        submit(send(1).setCid(Cid.of(clock.millis() + Duration.ofDays(1).toMillis(), 0, 0)
                .toString()));
        store.commit();

        assertThat(answers.subList(0, 2)).allSatisfy(answer -> {
            assertThat(refusal(answer).code()).isEqualTo(ErrorCode.CID_OUT_OF_WINDOW);
            assertThat(refusal(answer).serverTimeMs()).isEqualTo(clock.millis());
        });
        assertThat(answers.subList(2, 4)).allMatch(answer -> answer instanceof Outcome.Done);
    }

    @Test
    void acknowledgesARetryAfterTheSenderWasRemoved() {
        submit(send(1));
        store.commit();
        remove();

        submit(send(1));
        submit(send(2));

        assertThat(((Outcome.Done<Sent>) answers.get(1)).value().getDuplicate()).isTrue();
        assertThat(((Outcome.Done<Sent>) answers.get(1)).value().getSeq()).isEqualTo(1);
        assertThat(refusal(answers.get(2)).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    }

    @Test
    void acknowledgesARetryThatIsTooFast() {
        var fast = new Sender(Rows.caller(1), null, new SendRate(1, clock));
        messages.submit(fast, send(1).build(), answers::add);
        store.commit();

        messages.submit(fast, send(1).build(), answers::add);
        messages.submit(fast, send(2).build(), answers::add);

        assertThat(((Outcome.Done<Sent>) answers.get(1)).value().getDuplicate()).isTrue();
        assertThat(refusal(answers.get(2)).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal(answers.get(2)).retryAfterMs()).isEqualTo(5000);
    }

    @Test
    void refusesOtherContentUnderTheSameCid() {
        submit(send(1));
        store.commit();

        submit(send(1).setBody(Rows.text("other")));
        store.commit();
        remove();
        submit(send(1).setBody(Rows.text("other")));

        assertThat(codes().subList(0, 2)).containsExactly(ErrorCode.CONFLICT, ErrorCode.CONFLICT);
    }

    @Test
    void refusesWhoMayNotKnowOfTheConversation() {
        submit(send(1).setConversation("g:nowhere"));

        assertThat(codes()).containsExactly(ErrorCode.CONVERSATION_NOT_FOUND);
    }

    @Test
    void judgesTheSenderBeforeTakingFromTheAllowance() {
        var rate = new SendRate(1, clock);
        messages.submit(new Sender(Rows.caller(2), null, rate), send(1).build(), answers::add);

        assertThat(codes()).containsExactly(ErrorCode.NOT_A_MEMBER);
        assertThat(rate.take()).isZero();
    }

    @Test
    void passesOnThatTheQueueIsFull() {
        store.fill();

        submit(send(1));

        assertThat(codes()).containsExactly(ErrorCode.OVERLOADED);
    }

    @Test
    void storesNoFieldThatThisVersionDoesNotKnow() {
        var later = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();

        submit(send(1).setBody(Rows.text("hello").toBuilder().setUnknownFields(later)));

        assertThat(store.queued().getFirst().body()).isEqualTo(Rows.text("hello"));
    }

    private void remove() {
        conversations.set(Rows.conversation(7, Rows.group(7), 2, 2, 1));
        conversations.set(Rows.member(7, 1, false, 2));
        standings.changed(Rows.conversation(7, Rows.group(7), 2, 2, 1));
    }

    private void submit(Send.Builder send) {
        messages.submit(sender, send.build(), answers::add);
    }

    private static Send.Builder send(long number) {
        return Send.newBuilder()
                .setConversation("g:c7")
                .setCid(Rows.cid(number).toString())
                .setBody(Body.newBuilder(Rows.text("message " + number)));
    }

    private Sent done() {
        assertThat(answers).hasSize(1);
        return ((Outcome.Done<Sent>) answers.getFirst()).value();
    }

    private List<ErrorCode> codes() {
        return answers.stream()
                .filter(answer -> answer instanceof Outcome.Refused)
                .map(answer -> refusal(answer).code())
                .toList();
    }

    private static Refusal refusal(Outcome<Sent> outcome) {
        return ((Outcome.Refused<Sent>) outcome).refusal();
    }
}
