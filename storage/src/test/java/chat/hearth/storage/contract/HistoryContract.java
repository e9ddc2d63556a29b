package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.message.DiffQuery;
import chat.hearth.core.message.HistoryQuery;
import chat.hearth.core.message.HistorySlice;
import chat.hearth.core.message.StoredMessage;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.MentionScope;
import chat.hearth.protocol.v1.Persist;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

interface HistoryContract extends Opened {
    private static List<Long> seqs(HistorySlice slice) {
        return slice.messages().stream().map(StoredMessage::seq).toList();
    }

    private static List<Long> from(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    default void givesBackWhatWasSent() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var body = Body.newBuilder()
                .setKind(3)
                .setText("grüße 你好 🎈")
                .setPushText("push")
                .setPushData("data")
                .setContent("content")
                .setData(ByteString.copyFrom(new byte[] {0, 1, -1}))
                .setMediaType(2)
                .setMediaUrl("file/1")
                .setPersist(Persist.PERSIST_STORED)
                .setExpireS(60)
                .setMentionScope(MentionScope.MENTION_NAMED)
                .addMentioned("b")
                .setExtra("extra")
                .setReplySeq(7)
                .build();
        var stored = World.stored(world().append(World.message(chat, anna, body)));
        var slice = store().messages().range(new HistoryQuery(chat.key(), 1, 1, 10, false));
        assertThat(slice.messages())
                .containsExactly(
                        new StoredMessage(stored.messageId(), chat.key(), 1, 2, 0, anna.id(), World.NOW_MS, body, 0));
        assertThat(slice.heads()).isEqualTo(new Heads(1, 2, 0));
    }

    @Test
    default void keepsTheEndOfARangeThatWasAskedFor() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 30);
        var messages = store().messages();
        var newest = messages.range(new HistoryQuery(chat.key(), 1, Long.MAX_VALUE, 10, false));
        assertThat(seqs(newest)).isEqualTo(from(21, 30));
        assertThat(newest.hasMore()).isTrue();
        var oldest = messages.range(new HistoryQuery(chat.key(), 5, 100, 10, true));
        assertThat(seqs(oldest)).isEqualTo(from(5, 14));
        assertThat(oldest.hasMore()).isTrue();
        var whole = messages.range(new HistoryQuery(chat.key(), 21, 30, 10, false));
        assertThat(seqs(whole)).isEqualTo(from(21, 30));
        assertThat(whole.hasMore()).isFalse();
    }

    @Test
    default void findsNothingOutsideTheTimeline() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 3);
        assertThat(store().messages()
                        .range(new HistoryQuery(chat.key(), 4, 9, 10, true))
                        .messages())
                .isEmpty();
        assertThat(store().messages().range(new HistoryQuery(4711, 1, 9, 10, true)))
                .isEqualTo(new HistorySlice(List.of(), false, Heads.NONE));
    }

    @Test
    default void tellsWhatChangedSince() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 10);
        var diff = store().messages().diff(new DiffQuery(chat.key(), 8, 1, 100));
        assertThat(diff.messages()).extracting(StoredMessage::change).isEqualTo(from(9, 11));
        assertThat(diff.members()).isEmpty();
        assertThat(diff.isTooLong()).isFalse();
        assertThat(diff.conversation()).isEqualTo(world().now(chat));
    }

    @Test
    default void tellsOfMembersWhoChangedSince() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().group("team", anna);
        World.await(store().conversations().addMembers(chat.key(), anna.key(), List.of(bert.key()), 10));
        var all = store().messages().diff(new DiffQuery(chat.key(), 0, 1, 100));
        assertThat(all.members()).extracting(m -> m.userId()).containsExactly(anna.id(), bert.id());
        var newest = store().messages().diff(new DiffQuery(chat.key(), 1, 1, 100));
        assertThat(newest.members())
                .containsExactly(store().conversations()
                        .membership(chat.key(), bert.key())
                        .orElseThrow());
    }

    @Test
    default void tellsNothingToWhoHoldsTheHead() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 10);
        var diff = store().messages().diff(new DiffQuery(chat.key(), 11, 1, 100));
        assertThat(diff.messages()).isEmpty();
        assertThat(diff.members()).isEmpty();
        assertThat(diff.isTooLong()).isFalse();
    }

    @Test
    default void leavesOutOfADiffWhatTheMemberMayNotSee() {
        var anna = world().user("a");
        var chat = world().group("team", anna);
        world().sayAll(chat, anna, 10);
        var diff = store().messages().diff(new DiffQuery(chat.key(), 1, 8, 100));
        assertThat(diff.messages()).extracting(StoredMessage::seq).isEqualTo(from(8, 10));
    }

    @Test
    default void saysWhenADiffIsTooLong() {
        var users = world().users(3);
        var chat = world().group("team", users.getFirst(), users.subList(1, 3));
        world().sayAll(chat, users.getFirst(), 10);
        assertThat(store().messages().diff(new DiffQuery(chat.key(), 0, 1, 13)).isTooLong())
                .isFalse();
        var diff = store().messages().diff(new DiffQuery(chat.key(), 0, 1, 12));
        assertThat(diff.isTooLong()).isTrue();
        assertThat(diff.messages()).isEmpty();
        assertThat(diff.members()).isEmpty();
        assertThat(diff.conversation()).isEqualTo(world().now(chat));
        assertThat(store().messages().diff(new DiffQuery(chat.key(), 1, 1, 9)).isTooLong())
                .isTrue();
    }
}
