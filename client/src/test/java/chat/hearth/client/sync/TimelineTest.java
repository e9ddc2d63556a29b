package chat.hearth.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.fake.Recorder;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationChange;
import chat.hearth.protocol.v1.ConversationSettings;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.Member;
import chat.hearth.protocol.v1.Members;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Role;
import chat.hearth.protocol.v1.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final String TALK = "d:alice:bob";

    private final Recorder told = new Recorder();
    private final Timeline timeline = new Timeline(TALK, "alice", new SyncBounds(10, 3, 2, 100, 1), told);

    private static Message row(long seq, long change, String text) {
        return Message.newBuilder()
                .setSeq(seq)
                .setChange(change)
                .setCounted(seq)
                .setSender("bob")
                .setBody(Body.newBuilder().setText(text))
                .build();
    }

    private static ConversationChange change(Message row) {
        return ConversationChange.newBuilder()
                .setConversation(TALK)
                .setChange(row.getChange())
                .setMessage(row)
                .build();
    }

    private void offer(long seq, long change, String text) {
        timeline.offer(change(row(seq, change, text)));
    }

    @Test
    void appliesOnlyTheNextChangeAndHoldsLaterOnes() {
        timeline.startAt(0, 0);
        offer(2, 2, "two");
        assertThat(told.texts()).isEmpty();
        assertThat(timeline.isStale()).isTrue();
        offer(1, 1, "one");
        assertThat(told.texts()).containsExactly("one", "two");
        assertThat(timeline.isStale()).isFalse();
    }

    @Test
    void ignoresWhatItHas() {
        timeline.startAt(0, 0);
        offer(1, 1, "one");
        offer(1, 1, "one");
        assertThat(told.texts()).containsExactly("one");
        assertThat(told.changed).isEmpty();
    }

    @Test
    void holdsNoMoreThanItsBoundAndStillKnowsWhatIsMissing() {
        timeline.startAt(0, 0);
        offer(2, 2, "two");
        offer(3, 3, "three");
        offer(4, 4, "four");
        offer(1, 1, "one");
        assertThat(told.texts()).containsExactly("one", "two", "three");
        assertThat(timeline.isStale()).isTrue();
        assertThat(timeline.have()).isEqualTo(3);
    }

    @Test
    void aDifferenceFillsTheGapAndWhatWasHeldFollows() {
        timeline.startAt(0, 0);
        offer(4, 4, "four");
        var isProgress = timeline.apply(Diff.newBuilder()
                .setToChange(3)
                .addAllMessages(List.of(row(1, 3, "one!"), row(2, 2, "two")))
                .build());
        assertThat(isProgress).isTrue();
        assertThat(told.texts()).containsExactly("one!", "two", "four");
        assertThat(timeline.have()).isEqualTo(4);
    }

    @Test
    void anAckFillsItsChange() {
        timeline.startAt(0, 0);
        timeline.acknowledged(
                Sent.newBuilder().setSeq(1).setChange(1).setCounted(1).build(),
                Body.newBuilder().setText("mine").build());
        offer(2, 2, "yours");
        assertThat(told.texts()).containsExactly("mine", "yours");
        assertThat(timeline.state().getReadSeq()).isEqualTo(1);
    }

    @Test
    void anEditIsToldAsAChange() {
        timeline.startAt(0, 0);
        offer(1, 1, "one");
        offer(1, 2, "one!");
        assertThat(told.texts()).containsExactly("one");
        assertThat(told.changed).extracting(row -> row.getBody().getText()).containsExactly("one!");
        assertThat(timeline.state().getLastMessage().getBody().getText()).isEqualTo("one!");
    }

    @Test
    void keepsTheNewestMessagesOnly() {
        timeline.startAt(0, 0);
        for (int i = 1; i <= 5; i++) {
            offer(i, i, "m" + i);
        }
        assertThat(timeline.window()).extracting(Message::getSeq).containsExactly(3L, 4L, 5L);
    }

    @Test
    void aPageThatTouchesTheWindowJoinsItWithoutBeingTold() {
        timeline.startAt(4, 4);
        offer(5, 5, "five");
        timeline.page(List.of(row(3, 3, "three"), row(4, 4, "four")));
        assertThat(timeline.window()).extracting(Message::getSeq).containsExactly(3L, 4L, 5L);
        assertThat(told.texts()).containsExactly("five");
        timeline.page(List.of(row(1, 1, "one")));
        assertThat(timeline.window()).extracting(Message::getSeq).containsExactly(3L, 4L, 5L);
    }

    @Test
    void foldsMembersAndSettingsIntoTheState() {
        timeline.startAt(0, 0);
        timeline.offer(ConversationChange.newBuilder()
                .setChange(1)
                .setSettings(ConversationSettings.newBuilder().setName("Team"))
                .build());
        timeline.offer(ConversationChange.newBuilder()
                .setChange(2)
                .setMembers(Members.newBuilder()
                        .setMemberCount(3)
                        .addMembers(Member.newBuilder()
                                .setUserId("alice")
                                .setRole(Role.ROLE_MANAGER)
                                .setPresent(true)))
                .build());
        assertThat(timeline.state().getName()).isEqualTo("Team");
        assertThat(timeline.state().getRole()).isEqualTo(Role.ROLE_MANAGER);
        assertThat(timeline.state().getMemberCount()).isEqualTo(3);
        assertThat(timeline.state().getChangeHead()).isEqualTo(2);
    }

    @Test
    void knowsWhenIAmOut() {
        timeline.startAt(0, 0);
        timeline.offer(ConversationChange.newBuilder()
                .setChange(1)
                .setMembers(Members.newBuilder()
                        .addMembers(Member.newBuilder().setUserId("alice").setPresent(false)))
                .build());
        assertThat(timeline.isGone()).isTrue();
    }

    @Test
    void anOlderSnapshotTakesNothingBack() {
        timeline.startAt(0, 0);
        offer(1, 1, "one");
        offer(2, 2, "two");
        timeline.describe(Conversation.newBuilder()
                .setConversation(TALK)
                .setPresent(true)
                .setName("x")
                .setChangeHead(1)
                .setSeqHead(1)
                .setLastMessage(row(1, 1, "one"))
                .build());
        assertThat(timeline.state().getSeqHead()).isEqualTo(2);
        assertThat(timeline.state().getLastMessage().getSeq()).isEqualTo(2);
        assertThat(timeline.state().getName()).isEqualTo("x");
    }

    @Test
    void untilItsPlaceIsKnownChangesWait() {
        offer(7, 9, "live");
        timeline.startAt(Conversation.newBuilder()
                .setConversation(TALK)
                .setPresent(true)
                .setChangeHead(9)
                .setSeqHead(7)
                .build());
        assertThat(told.texts()).containsExactly("live");
        assertThat(timeline.have()).isEqualTo(9);
    }
}
