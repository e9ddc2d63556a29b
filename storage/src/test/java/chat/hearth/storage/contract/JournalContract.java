package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.log.JournalSlice;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface JournalContract extends Opened {
    @Test
    default void readsBackWhatEachCommitTouched() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().group("team", anna, bert);
        long before = store().journal().head();
        world().sayAll(chat, anna, 5);
        world().read(bert, chat, 3);
        var slice = store().journal().after(before);
        assertThat(slice.upTo()).isEqualTo(store().journal().head()).isGreaterThan(before);
        assertThat(slice.changeByConversation())
                .isEqualTo(Map.of(chat.key(), world().now(chat).heads().change()));
        assertThat(slice.ptsByUser()).isEqualTo(Map.of(bert.key(), 2L));
    }

    @Test
    default void hasNothingToSayWhenNothingWasCommitted() {
        world().group("team", world().user("a"));
        long head = store().journal().head();
        assertThat(store().journal().after(head)).isEqualTo(JournalSlice.none(head));
    }
}
