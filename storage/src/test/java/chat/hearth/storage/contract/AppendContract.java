package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Refused;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

interface AppendContract extends Opened {
    private static AppendOutcome refused(ErrorCode code) {
        return new Refused(Refusal.of(code));
    }

    private static Stored duplicate(Stored of) {
        return new Stored(of.messageId(), of.seq(), of.change(), of.counted(), of.sentAtMs(), true);
    }

    @Test
    default void givesEachMessageItsNumbers() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var first = world().say(chat, anna, "one");
        var second = world().say(chat, anna, "two");
        assertThat(first).isEqualTo(new Stored(first.messageId(), 1, 2, 1, World.NOW_MS, false));
        assertThat(second).isEqualTo(new Stored(second.messageId(), 2, 3, 2, World.NOW_MS, false));
        assertThat(second.messageId()).isGreaterThan(first.messageId());
        assertThat(world().now(chat).heads()).isEqualTo(new Heads(2, 3, 2));
        assertThat(world().now(chat).lastAtMs()).isBetween(World.NOW_MS, World.NOW_MS + 1000);
    }

    @Test
    default void countsOnlyWhatCounts() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        world().say(chat, anna, "one");
        var uncounted = World.stored(world().append(World.message(chat, anna, World.uncounted("two"))));
        assertThat(uncounted.seq()).isEqualTo(2);
        assertThat(uncounted.counted()).isEqualTo(1);
        assertThat(world().say(chat, anna, "three").counted()).isEqualTo(2);
    }

    @Test
    default void storesInTheOrderOfTheCalls() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var stored = world().sayAll(chat, anna, 500);
        assertThat(stored)
                .extracting(Stored::seq)
                .isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
    }

    @Test
    default void keepsTheOrdersOfManyConversationsApart() {
        var anna = world().user("a");
        var one = world().group("one", anna);
        var two = world().group("two", anna);
        var waiting = new ArrayList<CompletableFuture<AppendOutcome>>();
        for (int i = 0; i < 200; i++) {
            waiting.add(world().submit(World.message(i % 2 == 0 ? one : two, anna, World.text("m" + i))));
        }
        var stored = waiting.stream().map(w -> World.stored(World.await(w))).toList();
        for (int i = 0; i < 200; i++) {
            assertThat(stored.get(i).seq()).isEqualTo(i / 2 + 1);
        }
        assertThat(stored).extracting(Stored::messageId).doesNotHaveDuplicates();
    }

    @Test
    default void storesARepeatedSendOnce() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var message = World.message(chat, anna, World.text("once"));
        var first = World.stored(world().append(message));
        world().say(chat, anna, "in between");
        assertThat(world().append(message)).isEqualTo(duplicate(first));
        assertThat(world().now(chat).heads().seq()).isEqualTo(2);
    }

    @Test
    default void storesASendRepeatedInOneBatchOnce() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var message = World.message(chat, anna, World.text("once"));
        var waiting = new ArrayList<CompletableFuture<AppendOutcome>>();
        for (int i = 0; i < 50; i++) {
            waiting.add(world().submit(message));
        }
        var outcomes = waiting.stream().map(w -> World.stored(World.await(w))).toList();
        assertThat(outcomes.getFirst().isDuplicate()).isFalse();
        assertThat(outcomes.subList(1, 50)).containsOnly(duplicate(outcomes.getFirst()));
        assertThat(world().now(chat).heads().seq()).isEqualTo(1);
    }

    @Test
    default void refusesOtherContentUnderAUsedCid() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var cid = World.cid();
        world().append(World.message(chat, anna, World.text("one"), cid, null));
        assertThat(world().append(World.message(chat, anna, World.text("two"), cid, null)))
                .isEqualTo(refused(ErrorCode.CONFLICT));
        assertThat(world().now(chat).heads().seq()).isEqualTo(1);
    }

    @Test
    default void refusesAUsedCidInAnotherConversation() {
        var anna = world().user("a");
        var cid = World.cid();
        world().append(World.message(world().group("one", anna), anna, World.text("m"), cid, null));
        assertThat(world().append(World.message(world().group("two", anna), anna, World.text("m"), cid, null)))
                .isEqualTo(refused(ErrorCode.CONFLICT));
    }

    @Test
    default void keepsTheCidsOfSendersApart() {
        var anna = world().user("a");
        var bert = world().user("b");
        var chat = world().direct(anna, bert);
        var cid = World.cid();
        world().append(World.message(chat, anna, World.text("m"), cid, null));
        assertThat(World.stored(world().append(World.message(chat, bert, World.text("m"), cid, null)))
                        .isDuplicate())
                .isFalse();
    }

    @Test
    default void tellsWhatAnEarlierSendBecame() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var message = World.message(chat, anna, World.text("m"));
        var messages = store().messages();
        assertThat(messages.earlier(anna.key(), message.cid(), message.digest()))
                .isEmpty();
        var stored = World.stored(world().append(message));
        assertThat(messages.earlier(anna.key(), message.cid(), message.digest()))
                .contains(duplicate(stored));
        var other = World.message(chat, anna, World.text("other"));
        assertThat(messages.earlier(anna.key(), message.cid(), other.digest())).contains(refused(ErrorCode.CONFLICT));
    }

    @Test
    default void storesAChainOfPredecessorsInOneGo() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var waiting = new ArrayList<CompletableFuture<AppendOutcome>>();
        Cid before = null;
        for (int i = 0; i < 100; i++) {
            var cid = World.cid();
            waiting.add(world().submit(World.message(chat, anna, World.text("m" + i), cid, before)));
            before = cid;
        }
        for (int i = 0; i < 100; i++) {
            assertThat(World.stored(World.await(waiting.get(i))).seq()).isEqualTo(i + 1);
        }
    }

    @Test
    default void refusesAMessageWhosePredecessorIsMissing() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var missing = World.cid();
        var second = World.message(chat, anna, World.text("second"), World.cid(), missing);
        var third = World.message(chat, anna, World.text("third"), World.cid(), second.cid());
        var outcomes = List.of(world().submit(second), world().submit(third));
        assertThat(outcomes)
                .allSatisfy(w -> assertThat(World.await(w)).isEqualTo(refused(ErrorCode.PREDECESSOR_MISSING)));
        world().append(World.message(chat, anna, World.text("first"), missing, null));
        assertThat(World.stored(world().append(second)).seq()).isEqualTo(2);
        assertThat(World.stored(world().append(third)).seq()).isEqualTo(3);
    }

    @Test
    default void answersARepetitionBeforeAskingForItsPredecessor() {
        var anna = world().user("a");
        var chat = world().direct(anna, world().user("b"));
        var message = World.message(chat, anna, World.text("m"));
        world().append(message);
        var again = World.message(chat, anna, World.text("m"), message.cid(), World.cid());
        assertThat(World.stored(world().append(again)).isDuplicate()).isTrue();
    }

    @Test
    default void judgesAgainWhenTheRulesMoved() {
        var anna = world().user("a");
        var bert = world().user("b");
        var group = world().group("team", anna);
        var byMember = World.judgedUnder(group.rulesVersion() + 7, World.message(group, anna, World.text("m")));
        var byStranger = World.judgedUnder(group.rulesVersion() + 7, World.message(group, bert, World.text("m")));
        var outcomes = List.of(world().submit(byMember), world().submit(byStranger));
        assertThat(World.await(outcomes.getFirst())).isInstanceOf(Stored.class);
        assertThat(World.await(outcomes.getLast())).isEqualTo(refused(ErrorCode.NOT_A_MEMBER));
    }

    @Test
    default void takesASendJudgedBeforeMembersCame() {
        var anna = world().user("a");
        var bert = world().user("b");
        var group = world().group("team", anna);
        var early = World.message(group, anna, World.text("m"));
        var added = store().conversations().addMembers(group.key(), anna.key(), List.of(bert.key()), 10);
        var outcome = world().submit(early);
        World.done(World.await(added));
        assertThat(World.await(outcome)).isInstanceOf(Stored.class);
        assertThat(world().now(group).heads()).isEqualTo(new Heads(1, 3, 1));
    }

    @Test
    default void refusesAMessageToNothing() {
        var anna = world().user("a");
        var m = World.message(world().group("team", anna), anna, World.text("m"));
        var lost = new NewMessage(
                4711, m.conversationId(), m.sender(), m.senderId(), m.cid(), m.body(), m.digest(), null, 1, null);
        assertThat(world().append(lost)).isEqualTo(refused(ErrorCode.CONVERSATION_NOT_FOUND));
    }

    @Test
    default void mixesMessagesWithOtherWritesInTheOrderOfTheCalls() {
        var anna = world().user("a");
        var bert = world().user("b");
        var group = world().group("team", anna);
        var before = world().submit(World.message(group, anna, World.text("before")));
        var added = store().conversations().addMembers(group.key(), anna.key(), List.of(bert.key()), 10);
        var after = world().submit(World.message(group, anna, World.text("after")));
        assertThat(World.stored(World.await(before)).change()).isEqualTo(2);
        assertThat(World.done(World.await(added)).heads()).isEqualTo(new Heads(1, 3, 1));
        assertThat(World.stored(World.await(after)).change()).isEqualTo(4);
        assertThat(store().conversations()
                        .membership(group.key(), bert.key())
                        .orElseThrow()
                        .visibleFromSeq())
                .isEqualTo(2);
    }
}
