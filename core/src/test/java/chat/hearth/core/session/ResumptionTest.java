package chat.hearth.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.environment.Environment;
import chat.hearth.core.fake.Rows;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.PersonalChange;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private static final int MAX_STEPS = 200;

    private final Node node = new Node();

    @BeforeEach
    void join() {
        node.log.join(7);
        node.log.join(8);
        node.log.append(7, Rows.text("first"));
    }

    @Test
    void sendsWhatWasMissedInOneOrder() {
        var cursor = leave();
        node.log.append(7, Rows.text("missed"));
        node.log.append(8, Rows.text("missed"));
        node.log.read(7);

        var back = node.start(Node.from(cursor).addHave(Node.have(7, 1)));

        assertThat(back.outbox().kinds())
                .containsExactly(
                        FrameCase.RESUMED,
                        FrameCase.EVENT,
                        FrameCase.MISSED,
                        FrameCase.POSITION,
                        FrameCase.CAUGHT_UP,
                        FrameCase.CHECKPOINT);
        var frames = back.outbox().frames();
        assertThat(frames.get(0).getResumed().getRecovered()).isTrue();
        assertThat(frames.get(1).getEvent().getPersonal().getPts()).isEqualTo(node.log.pts());
        assertThat(frames.get(2).getMissed().getMessagesList())
                .extracting(Message::getChange)
                .containsExactly(2L);
        assertThat(frames.get(2).getMissed().getToChange()).isEqualTo(2);
        assertThat(frames.get(3).getPosition().getConversation()).isEqualTo("g:c8");
        assertThat(frames.get(3).getPosition().getChangeHead()).isEqualTo(1);
    }

    @Test
    void sendsNothingWhenNothingWasMissed() {
        var back = node.start(Node.from(leave()).addHave(Node.have(7, 1)));

        assertThat(back.outbox().kinds()).containsExactly(FrameCase.RESUMED, FrameCase.CAUGHT_UP, FrameCase.CHECKPOINT);
        assertThat(back.outbox().frames().getFirst().getResumed().getRecovered())
                .isTrue();
    }

    @Test
    void startsOverFromACursorThatIsNotItsOwn() {
        leave();
        node.log.append(7, Rows.text("missed"));
        var right = new Cursor("here", 1, 1, 100, 1, 0);
        for (var wrong : List.of(
                "damaged",
                right.seal(SealerTest.sealer(2)),
                new Cursor("there", 1, 1, 100, 1, 0).seal(node.sealer),
                new Cursor("here", 2, 1, 100, 1, 0).seal(node.sealer),
                new Cursor("here", 1, 2, 100, 1, 0).seal(node.sealer),
                new Cursor("here", 1, 1, 101, 1, 0).seal(node.sealer))) {
            assertStartedOver(Node.from(wrong).addHave(Node.have(7, 1)));
        }
        assertThat(recovered(node.start(Node.from(right.seal(node.sealer))))).isTrue();
    }

    @Test
    void startsOverFromAPositionAheadOfTheServer() {
        var cursor = leave();

        assertStartedOver(Node.from(cursor).addHave(Node.have(7, 2)));
        assertStartedOver(Node.from(new Cursor("here", 1, 1, 100, node.log.mark() + 2, 0).seal(node.sealer)));
        assertStartedOver(Node.from(new Cursor("here", 1, 1, 100, 1, node.log.pts() + 1).seal(node.sealer)));
        assertThat(recovered(node.start(Node.from(
                        new Cursor("here", 1, 1, 100, node.log.mark() + 1, node.log.pts()).seal(node.sealer)))))
                .isTrue();
    }

    @Test
    void startsOverInAnotherEpoch() {
        var cursor = leave();
        var restored = new Node(new Environment("here", 2));
        restored.log.join(7);

        var back = restored.start(Node.from(cursor));

        assertThat(recovered(back)).isFalse();
        assertThat(Cursor.open(restored.sealer, back.cursor()).orElseThrow().epoch())
                .isEqualTo(2);
    }

    @Test
    void ignoresPositionsThatMakeNoSense() {
        var cursor = leave();
        node.log.append(7, Rows.text("missed"));
        var hello = Node.from(cursor)
                .addHave(Node.have(99, 5))
                .addHave(Node.have(7, -5))
                .addHave(Node.have(7, 1).toBuilder().setConversation("no conversation"));

        var back = node.start(hello);

        assertThat(recovered(back)).isTrue();
        assertThat(back.outbox().frames().get(1).getMissed().getMessagesCount()).isEqualTo(2);
    }

    @Test
    void takesNoMorePositionsThanAHelloMayName() {
        var cursor = leave();
        node.log.append(7, Rows.text("missed"));
        var hello = Node.from(cursor);
        for (int i = 0; i < Sessions.MAX_HAVE; i++) {
            hello.addHave(Node.have(99, 1));
        }

        var back = node.start(hello.addHave(Node.have(7, 1)));

        assertThat(back.outbox().kinds()).contains(FrameCase.POSITION).doesNotContain(FrameCase.MISSED);
    }

    @Test
    void startsOverWhenMoreConversationsChangedThanItCarries() {
        var cursor = leave();
        LongStream.range(100, 100 + Resumption.MAX_FRAMES / 2 + 1).forEach(node.log::join);

        assertStartedOver(Node.from(cursor));
    }

    @Test
    void tellsThePositionOfADifferenceThatFitsIntoNoFrame() {
        var cursor = leave();
        LongStream.range(0, 20).forEach(_ -> node.log.append(7, Rows.text("<".repeat(10_000))));
        node.log.append(8, Rows.text("missed"));

        var back = node.start(Node.from(cursor).addHave(Node.have(7, 1)).addHave(Node.have(8, 0)));

        assertThat(back.outbox().frames().get(1).getPosition().getChangeHead()).isEqualTo(21);
        assertThat(back.outbox().frames().get(2).getMissed().getMessagesCount()).isEqualTo(1);
    }

    @Test
    void carriesNoMoreBytesThanAConnectionHolds() {
        var hello = Node.from(leave());
        for (long key = 100; key < 250; key++) {
            node.log.join(key);
            hello.addHave(Node.have(key, 0));
            for (int i = 0; i < 10; i++) {
                node.log.append(key, Rows.text("x".repeat(5000)));
            }
        }

        var back = node.start(hello);

        var frames = back.outbox().frames();
        assertThat(recovered(back)).isTrue();
        assertThat(frames.stream().mapToInt(ServerFrame::getSerializedSize).sum())
                .isBetween(MissedFrames.MAX_BYTES - 100_000, MissedFrames.MAX_BYTES + 50_000);
        assertThat(frames)
                .allMatch(frame -> Encoding.JSON.encode(frame).length <= Node.MAX_FRAME)
                .anyMatch(ServerFrame::hasMissed)
                .anyMatch(ServerFrame::hasPosition);
    }

    @Test
    void bringsEverythingExactlyOnceWhateverHappensWhileItResumes() {
        int steps = 0;
        for (int step = 0; step < MAX_STEPS; step++) {
            var race = new Race(step);
            race.run();
            race.assertComplete();
            if (!race.hasHappened) {
                steps = step;
                break;
            }
        }
        assertThat(steps).as("moments at which something else happened").isGreaterThan(8);
    }

    /// A resume during which, at one moment, other things are committed.
    private static final class Race {
        private final Node node = new Node();
        private final Map<String, List<Long>> changesByConversation = new HashMap<>();
        private final Map<String, Long> knownByConversation = new HashMap<>();
        private final List<Long> pts = new ArrayList<>();
        private final int moment;
        private int moments;
        private boolean hasHappened;

        Race(int moment) {
            this.moment = moment;
        }

        void run() {
            node.log.join(7);
            node.log.join(8);
            node.log.append(7, Rows.text("known"));
            var before = node.start(Node.fresh());
            node.sessions.end(before.session());
            node.log.append(7, Rows.text("missed"));
            node.log.append(8, Rows.text("missed"));
            node.log.read(7);

            var back = node.connect(100);
            Runnable step = () -> {
                // Whoever else delivers would wait for the session's lock.
                if (!Thread.holdsLock(back.session().subscriber()) && moments++ == moment) {
                    happen();
                }
            };
            node.log.onStep(step);
            back.outbox().onOffer(step);
            var hello = Node.from(before.cursor()).addHave(Node.have(7, 1)).addHave(Node.have(8, 0));
            node.sessions.start(back.session(), hello.build());
            node.log.onStep(() -> {});
            back.outbox().onOffer(() -> {});
            node.log.append(7, Rows.text("live"));
            back.outbox().frames().forEach(this::take);
        }

        private void happen() {
            hasHappened = true;
            node.log.append(7, Rows.text("meanwhile"));
            node.log.read(8);
            node.log.join(9);
            node.log.append(9, Rows.text("meanwhile"));
            node.log.append(8, Rows.text("meanwhile"));
        }

        private void take(ServerFrame frame) {
            switch (frame.getFrameCase()) {
                case MISSED -> {
                    var id = frame.getMissed().getConversation();
                    frame.getMissed().getMessagesList().forEach(message -> change(id, message.getChange()));
                    knownByConversation.merge(id, frame.getMissed().getToChange(), Math::max);
                }
                case POSITION ->
                    knownByConversation.merge(
                            frame.getPosition().getConversation(),
                            frame.getPosition().getChangeHead(),
                            Math::max);
                case EVENT -> {
                    if (frame.getEvent().hasPersonal()) {
                        personal(frame.getEvent().getPersonal());
                    } else {
                        var change = frame.getEvent().getConversation();
                        change(change.getConversation(), change.getChange());
                    }
                }
                default -> {}
            }
        }

        private void change(String id, long change) {
            changesByConversation.computeIfAbsent(id, _ -> new ArrayList<>()).add(change);
            knownByConversation.merge(id, change, Math::max);
        }

        private void personal(PersonalChange change) {
            pts.add(change.getPts());
            if (change.hasConversation()) {
                knownByConversation.merge(
                        change.getConversation().getConversation(),
                        change.getConversation().getChangeHead(),
                        Math::max);
            }
        }

        void assertComplete() {
            assertThat(changesByConversation.get("g:c7"))
                    .as("moment %d", moment)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(2, node.log.head(7)).boxed().toList());
            assertThat(changesByConversation.get("g:c8"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, node.log.head(8)).boxed().toList());
            assertThat(pts).isSorted().doesNotHaveDuplicates();
            assertThat(pts.getLast()).isEqualTo(node.log.pts());
            if (hasHappened) {
                assertThat(knownByConversation).containsEntry("g:c9", node.log.head(9));
            }
        }
    }

    /// A first connection's cursor.
    private String leave() {
        var first = node.start(Node.fresh());
        node.sessions.end(first.session());
        return first.cursor();
    }

    private void assertStartedOver(Hello.Builder hello) {
        var back = node.start(hello);
        assertThat(back.outbox().kinds()).containsExactly(FrameCase.RESUMED, FrameCase.CAUGHT_UP, FrameCase.CHECKPOINT);
        assertThat(recovered(back)).isFalse();
        assertThat(back.outbox().frames().getFirst().getResumed().getReason()).isNotEmpty();
    }

    private static boolean recovered(Node.Connected connected) {
        return connected.outbox().frames().getFirst().getResumed().getRecovered();
    }
}
