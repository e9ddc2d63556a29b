package chat.hearth.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.Rows;
import chat.hearth.protocol.id.GroupId;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GroupIdsTest {
    @Test
    void givesTheSameIdForTheSameCreatorAndCid() {
        var id = GroupIds.of(Rows.userId(1), Rows.cid(1));

        assertThat(GroupIds.of(Rows.userId(1), Rows.cid(1))).isEqualTo(id);
        assertThat(GroupId.isValid(id.value())).isTrue();
    }

    @Test
    void givesDifferentIdsOtherwise() {
        var byCid = LongStream.range(0, 1000).mapToObj(n -> GroupIds.of(Rows.userId(1), Rows.cid(n)));
        assertThat(byCid.distinct()).hasSize(1000);
        assertThat(GroupIds.of(Rows.userId(2), Rows.cid(1))).isNotEqualTo(GroupIds.of(Rows.userId(1), Rows.cid(1)));
    }
}
