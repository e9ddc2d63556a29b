package chat.hearth.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.fake.FakeInbox;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationKind;
import chat.hearth.protocol.v1.ConversationPage;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ListConversations;
import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxesTest {
    private static final String LONG_ID = "i".repeat(64);

    private final FakeInbox store = new FakeInbox();
    private final Inboxes inboxes = new Inboxes(store);

    @Test
    void keepsAWindowOfFiftyBelow64KiBWhateverTheLastMessagesHold() {
        store.entries(LongStream.range(0, 50).mapToObj(i -> huge("\u5b57")).toList());

        assertThat(Encoding.PROTO.encode(done(list(50, "")))).hasSizeLessThan(65_536);
    }

    @Test
    void keepsTheLargestWindowWithinAServerFrameInBothEncodings() {
        for (var text : List.of("\u5b57", "<", "\u0001", "x")) {
            store.entries(LongStream.range(0, 100).mapToObj(i -> huge(text)).toList());
            assertThat(Encoding.PROTO.encode(done(list(100, "")))).hasSizeLessThan(262_144 - 64);
            assertThat(Encoding.JSON.encode(done(list(100, "")))).hasSizeLessThan(262_144 - 64);
        }
    }

    @Test
    void showsTheBeginningOfALongTextAndWhatKindOfMessageItIs() {
        store.entries(List.of(huge("\u5b57")));

        var shown = done(list(0, "")).getConversations(0).getLastMessage();

        assertThat(shown.getSeq()).isEqualTo(3);
        assertThat(shown.getBody().getKind()).isEqualTo(1);
        assertThat(shown.getBody().getReplySeq()).isEqualTo(2);
        assertThat(shown.getBody().getText()).matches("\u5b57{133}");
        assertThat(shown.getBody().getPushText()).isEmpty();
        assertThat(shown.getBody().getData()).isEmpty();
    }

    @Test
    void showsAShortMessageWhole() {
        var body = Rows.text("hello").toBuilder().setExtra("extra").build();
        store.entries(List.of(Rows.entry(7, 1, 1, Rows.message(7, 3, body))));

        assertThat(done(list(0, "")).getConversations(0).getLastMessage().getBody())
                .isEqualTo(body);
    }

    @Test
    void countsFiftyWhenNoLimitIsNamed() {
        store.entries(LongStream.rangeClosed(1, 120)
                .mapToObj(key -> Rows.entry(key, 1, 1, null))
                .toList());

        assertThat(done(list(0, "")).getConversationsCount()).isEqualTo(50);
        assertThat(done(list(100, "")).getConversationsCount()).isEqualTo(100);
        assertThat(done(list(0, "")).getNext()).isEqualTo("1.2");
        assertThat(done(list(0, "1.2")).getConversationsCount()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", ".", "1.", "1.2.3", "a", "-1.2", "1.9999999999999999999"})
    void refusesWhatIsNoPlaceInTheList(String after) {
        assertThat(code(list(0, after))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void refusesLimitsOutOfRange(int limit) {
        assertThat(code(list(limit, ""))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void fetchesOneConversationAsTheCallerSeesIt() {
        var id = new ConversationId("d:u1:u2");
        var row = new StoredConversation(7, id, "", "", new Heads(9, 12, 8), 1, 2, Rows.AT, false);
        store.entries(List.of(new InboxEntry(row, Rows.member(7, 1), 4, 3, 1, null, 5)));

        var conversation = done(inboxes.fetch(Rows.caller(1), row));

        assertThat(conversation)
                .isEqualTo(Conversation.newBuilder()
                        .setConversation("d:u1:u2")
                        .setKind(ConversationKind.DIRECT)
                        .setCounterpart("u2")
                        .setSeqHead(9)
                        .setChangeHead(12)
                        .setCountedHead(8)
                        .setMemberCount(2)
                        .setPresent(true)
                        .setVisibleFromSeq(1)
                        .setReadSeq(4)
                        .setReadCounted(3)
                        .setCounterpartReadSeq(5)
                        .setCounterpartDeliveredSeq(5)
                        .build());
        assertThat(code(inboxes.fetch(Rows.caller(1), Rows.conversation(8, 1))))
                .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
    }

    /// A conversation whose every field is as large as it may be.
    private static InboxEntry huge(String character) {
        var body = Body.newBuilder()
                .setKind(1)
                .setText(character.repeat(8000))
                .setPushText(character.repeat(3000))
                .setPushData(character.repeat(3000))
                .setContent(character.repeat(3000))
                .setMediaUrl(character.repeat(3000))
                .setExtra(character.repeat(3000))
                .setData(ByteString.copyFrom(new byte[3000]))
                .addAllMentioned(Collections.nCopies(50, LONG_ID))
                .setReplySeq(2)
                .build();
        var row = new StoredConversation(
                7,
                new ConversationId("g:" + LONG_ID),
                character.equals("\u0001") ? "name" : character.repeat(100),
                "",
                new Heads(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
                1,
                2000,
                Rows.AT,
                false);
        return new InboxEntry(row, Rows.member(7, 1), Long.MAX_VALUE, Long.MAX_VALUE, 1, Rows.message(7, 3, body), 0);
    }

    private Outcome<ConversationPage> list(int limit, String after) {
        return inboxes.list(
                Rows.caller(1),
                ListConversations.newBuilder().setLimit(limit).setAfter(after).build());
    }

    private static <T> T done(Outcome<T> outcome) {
        return ((Outcome.Done<T>) outcome).value();
    }

    private static <T> ErrorCode code(Outcome<T> outcome) {
        return ((Outcome.Refused<T>) outcome).refusal().code();
    }
}
