package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.user.StoredUser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

interface InboxContract extends Opened {
    private List<InboxEntry> allPages(StoredUser user, int limit) {
        var entries = new ArrayList<InboxEntry>();
        var after = "";
        do {
            var page = store().inbox().page(user.key(), limit, after);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            entries.addAll(page.entries());
            after = page.next();
        } while (!after.isEmpty());
        return entries;
    }

    @Test
    default void showsAConversationAsItsMemberSeesIt() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().direct(anna, bert);
        world().say(chat, anna, "one");
        world().say(chat, anna, "two");
        world().read(bert, chat, 1);
        var entry = store().inbox().page(anna.key(), 10, "").entries().getFirst();
        assertThat(entry.conversation()).isEqualTo(world().now(chat));
        assertThat(entry.membership())
                .isEqualTo(store().conversations()
                        .membership(chat.key(), anna.key())
                        .orElseThrow());
        assertThat(entry.readSeq()).isZero();
        assertThat(entry.counterpartReadSeq()).isEqualTo(1);
        assertThat(entry.last()).isNotNull();
        assertThat(entry.last().body()).isEqualTo(World.text("two"));
        assertThat(store().inbox().entry(anna.key(), chat.key())).contains(entry);
    }

    @Test
    default void hidesWhatCameBeforeTheMember() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().group("team", anna);
        world().say(chat, anna, "before");
        World.await(store().conversations().addMembers(chat.key(), anna.key(), List.of(bert.key()), 10));
        assertThat(store().inbox().page(bert.key(), 10, "").entries().getFirst().last())
                .isNull();
        assertThat(store().inbox().page(anna.key(), 10, "").entries().getFirst().last())
                .isNotNull();
    }

    @Test
    default void walksThroughAThousandConversationsInWindows() {
        var anna = world().user("a");
        var bert = world().user("b");
        var groups = IntStream.range(0, 1000)
                .mapToObj(i -> world().group("g" + i, anna))
                .toList();
        world().group("berts-own", bert);
        groups.stream().filter(g -> g.key() % 3 == 0).forEach(g -> world().say(g, anna, "m"));
        world().say(groups.getFirst(), anna, "last");
        var seen = allPages(anna, 64).stream().map(InboxEntry::conversation).toList();
        var expected = groups.stream()
                .map(world()::now)
                .sorted(Comparator.comparingLong(StoredConversation::lastAtMs)
                        .thenComparingLong(StoredConversation::key)
                        .reversed())
                .toList();
        assertThat(seen).isEqualTo(expected);
        assertThat(store().inbox().conversationsOf(anna.key()))
                .containsExactlyInAnyOrder(
                        groups.stream().mapToLong(StoredConversation::key).toArray());
    }

    @Test
    default void endsWithAFullWindow() {
        var anna = world().user("a");
        world().group("one", anna);
        world().group("two", anna);
        var page = store().inbox().page(anna.key(), 2, "");
        assertThat(page.entries()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }

    @Test
    default void showsAnEmptyInbox() {
        var anna = world().user("a");
        assertThat(store().inbox().page(anna.key(), 10, "").entries()).isEmpty();
        assertThat(store().inbox().conversationsOf(anna.key())).isEmpty();
        assertThat(store().inbox().entry(anna.key(), 4711)).isEmpty();
    }

    @Test
    default void refusesAPlaceItNeverGave() {
        var anna = world().user("a");
        assertThatThrownBy(() -> store().inbox().page(anna.key(), 10, "nonsense"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().inbox().page(anna.key(), 10, "1.x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
