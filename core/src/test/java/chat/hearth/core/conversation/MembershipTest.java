package chat.hearth.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.Rows;
import chat.hearth.protocol.v1.Role;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final Membership MEMBER = new Membership(7, 2, Rows.userId(2), Role.ROLE_MEMBER, true, 1, 3, "", 5);

    @Test
    void tellsHowFarAMemberReadAsFarAsReadersAreListed() {
        assertThat(MEMBER.toMember(group(ReceiptLimits.LISTED)).getReadSeq()).isEqualTo(5);
        assertThat(MEMBER.toMember(group(ReceiptLimits.LISTED + 1)).getReadSeq())
                .isZero();
    }

    private static StoredConversation group(int members) {
        return Rows.conversation(7, Rows.group(7), 9, 1, members);
    }
}
