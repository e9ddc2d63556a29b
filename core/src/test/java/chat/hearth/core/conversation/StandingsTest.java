package chat.hearth.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.FakeConversations;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.v1.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandingsTest {
    private final FakeConversations store = new FakeConversations();
    private final Standings standings = new Standings(store);

    @BeforeEach
    void letUserOneIn() {
        store.set(rules(1));
        store.set(Rows.member(7, 1));
    }

    @Test
    void readsOnceForManySends() {
        assertThat(allowedUnder()).isEqualTo(1);
        int reads = store.reads();

        for (int i = 0; i < 1000; i++) {
            assertThat(allowedUnder()).isEqualTo(1);
        }

        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void judgesAgainWhenTheRulesChanged() {
        allowedUnder();
        store.set(rules(2));
        store.set(Rows.member(7, 1, false, 2));
        standings.changed(rules(2));

        assertThat(code("g:c7", 1)).isEqualTo(ErrorCode.NOT_A_MEMBER);

        store.set(rules(3));
        store.set(Rows.member(7, 1, true, 3));
        standings.changed(rules(3));
        assertThat(allowedUnder()).isEqualTo(3);
    }

    @Test
    void ignoresAnOlderVersionThatIsHeardLate() {
        store.set(rules(5));
        allowedUnder();
        int reads = store.reads();

        standings.changed(rules(4));

        assertThat(allowedUnder()).isEqualTo(5);
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void remembersNoRefusal() {
        assertThat(code("g:c7", 2)).isEqualTo(ErrorCode.NOT_A_MEMBER);
        assertThat(code("g:new", 2)).isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);

        store.set(Rows.member(7, 2));

        assertThat(standings.of(Rows.caller(2), "g:c7")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void takesTheOlderVersionWhenTheMembershipChangesWhileItIsRead() {
        store.onMembership(() -> {
            store.set(rules(2));
            standings.changed(rules(2));
        });

        assertThat(allowedUnder()).as("the store will judge again").isEqualTo(1);

        store.onMembership(() -> {});
        assertThat(allowedUnder()).as("and so does the next send").isEqualTo(2);
    }

    @Test
    void refusesSendsIntoADismissedGroup() {
        store.set(new StoredConversation(7, Rows.group(7), "", "", Heads.NONE, 2, 2, 0, true));

        assertThat(code("g:c7", 1)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(code("g:c7", 2)).isEqualTo(ErrorCode.NOT_A_MEMBER);
    }

    @Test
    void asksNothingForWhatIsNoConversation() {
        assertThat(code("no conversation", 1)).isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
        assertThat(store.reads()).isZero();
    }

    private static StoredConversation rules(long version) {
        return Rows.conversation(7, Rows.group(7), version, version, 2);
    }

    /// The rules version under which user 1 may send.
    private long allowedUnder() {
        return ((Outcome.Done<Standing>) standings.of(Rows.caller(1), "g:c7"))
                .value()
                .rulesVersion();
    }

    private ErrorCode code(String conversation, long user) {
        return ((Outcome.Refused<Standing>) standings.of(Rows.caller(user), conversation))
                .refusal()
                .code();
    }
}
