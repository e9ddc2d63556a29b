package chat.hearth.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.Heads;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.log.Change;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.Checkpoint;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/// Whatever order things happen in, a client that follows the protocol ends up knowing the newest change of
/// everything, is told nothing twice, and never gets a checkpoint that is ahead of what it knows.
class SubscriberPropertyTest {
    private static final SharedFrame SIGNAL = new SharedFrame(
            ServerFrame.newBuilder().setSignal(Signal.getDefaultInstance()).build());

    /// What a client knows, from frames alone.
    private static final class Client {
        final Map<String, Long> eventByConversation = new HashMap<>();
        final Map<String, Long> knownByConversation = new HashMap<>();
        final Map<String, Long> ptsByThing = new HashMap<>();
        long pts;
        long checkpoint;

        void take(ServerFrame frame) {
            switch (frame.getFrameCase()) {
                case EVENT -> {
                    if (frame.getEvent().hasPersonal()) {
                        var change = frame.getEvent().getPersonal();
                        assertThat(change.getPts()).as("pts rise").isGreaterThan(pts);
                        pts = change.getPts();
                        ptsByThing.put(change.getConversation().getConversation(), pts);
                    } else {
                        var change = frame.getEvent().getConversation();
                        var id = change.getConversation();
                        assertThat(change.getChange())
                                .as("events of %s rise", id)
                                .isGreaterThan(eventByConversation.getOrDefault(id, 0L))
                                .isGreaterThan(knownByConversation.getOrDefault(id, 0L));
                        eventByConversation.put(id, change.getChange());
                        knownByConversation.put(id, change.getChange());
                    }
                }
                case POSITION ->
                    knownByConversation.merge(
                            frame.getPosition().getConversation(),
                            frame.getPosition().getChangeHead(),
                            Math::max);
                case CHECKPOINT -> {
                    long mark = Long.parseLong(frame.getCheckpoint().getCursor());
                    assertThat(mark).isGreaterThanOrEqualTo(checkpoint);
                    checkpoint = mark;
                }
                default -> {}
            }
        }
    }

    /// The server's side: logs that grow, one commit per change.
    private static final class World {
        final RandomGenerator random;
        final FakeOutbox outbox;
        final Subscriber subscriber;
        final Client client = new Client();
        final Map<Long, Long> heads = new HashMap<>();
        final Map<Long, Long> ptsByKey = new HashMap<>();
        /// At each mark, what had been committed by then: conversation key, change (0: personal), pts.
        final Map<Long, long[]> commits = new HashMap<>();
        final int conversations;
        Map<Long, Long> snapshot = Map.of();
        long snapshotPts;
        long snapshotMark;
        boolean hasSnapshot;
        boolean isStarted;
        long pts;
        long mark;
        long applied;

        World(long seed) {
            random = new Random(seed);
            outbox = new FakeOutbox(1 + random.nextInt(12));
            subscriber = new Subscriber(1, outbox);
            conversations = 1 + random.nextInt(random.nextInt(10) == 0 ? 1200 : 6);
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> append(1 + random.nextInt(conversations));
                case 4 -> personal(1 + random.nextInt(4));
                case 5 -> subscriber.signal(SIGNAL);
                case 6 -> {
                    outbox.sendOne();
                    if (random.nextBoolean()) {
                        outbox.tellDrained();
                    }
                }
                case 7 -> outbox.drain();
                case 8 -> checkpoint();
                default -> resume();
            }
            look();
        }

        void append(long key) {
            long change = heads.merge(key, 1L, Long::sum);
            commits.put(++mark, new long[] {key, change});
            subscriber.deliver(
                    mark,
                    new LogPosition(key, Rows.group(key), new Heads(change, change, change)),
                    Frames.messageAppended(
                            new Change.MessageAppended(Rows.newMessage(key, change, null), Rows.stored(change))));
        }

        void personal(long key) {
            ptsByKey.put(key, ++pts);
            commits.put(++mark, new long[] {-key, pts});
            subscriber.deliverPersonal(mark, key, pts, Frames.inboxChanged(Rows.entry(key, 1, pts, null)));
        }

        void checkpoint() {
            subscriber.checkpoint(mark, random.nextInt(4) == 0, World::checkpoint);
        }

        static ServerFrame checkpoint(long reached, long pts) {
            return ServerFrame.newBuilder()
                    .setCheckpoint(Checkpoint.newBuilder().setCursor(Long.toString(reached)))
                    .build();
        }

        /// Reads the snapshot, and later starts with it.
        void resume() {
            if (!hasSnapshot) {
                hasSnapshot = true;
                snapshot = Map.copyOf(heads);
                snapshotPts = pts;
                snapshotMark = mark;
                snapshot.forEach((key, change) -> client.knownByConversation.put("g:c" + key, change));
                client.pts = pts;
                ptsByKey.forEach((key, at) -> client.ptsByThing.put("g:c" + key, at));
            } else if (!isStarted) {
                isStarted = true;
                subscriber.start(snapshot, snapshotPts);
                subscriber.checkpoint(snapshotMark, true, World::checkpoint);
            }
        }

        /// The client reads what was queued; the queue itself drains by other steps.
        void look() {
            var frames = outbox.frames();
            for (; applied < frames.size(); applied++) {
                var frame = frames.get((int) applied);
                client.take(frame);
                if (frame.hasCheckpoint()) {
                    assertThatNothingIsSkipped();
                }
            }
        }

        void assertThatNothingIsSkipped() {
            for (long at = 1; at <= client.checkpoint; at++) {
                var commit = commits.get(at);
                assertThat(commit).isNotNull();
                if (commit[0] > 0) {
                    assertThat(client.knownByConversation.getOrDefault("g:c" + commit[0], 0L))
                            .as("checkpoint %d covers conversation %d", client.checkpoint, commit[0])
                            .isGreaterThanOrEqualTo(commit[1]);
                } else {
                    assertThat(client.ptsByThing.getOrDefault("g:c" + -commit[0], 0L))
                            .isGreaterThanOrEqualTo(commit[1]);
                }
            }
        }

        void settle() {
            resume();
            resume();
            for (int i = 0; i < 3000 && outbox.closes().isEmpty(); i++) {
                int before = outbox.frames().size();
                outbox.drain();
                if (outbox.frames().size() == before) {
                    break;
                }
            }
            look();
        }
    }

    @Test
    @Timeout(120)
    void endsWithTheNewestChangeKnownWhateverTheOrder(TestReporter reporter) {
        long base = Long.getLong("hearth.seed", new Random().nextLong());
        reporter.publishEntry("seed", Long.toString(base));
        int settled = 0;
        for (int i = 0; i < 1500; i++) {
            settled += run(base + i) ? 1 : 0;
        }
        assertThat(settled).as("runs that were not closed, base seed %d", base).isGreaterThan(1000);
    }

    private static boolean run(long seed) {
        try {
            var world = new World(seed);
            int steps = 20 + world.random.nextInt(150);
            for (int i = 0; i < steps; i++) {
                world.step();
            }
            world.settle();
            if (!world.outbox.closes().isEmpty()) {
                return false;
            }
            world.heads.forEach((key, change) ->
                    assertThat(world.client.knownByConversation).containsEntry("g:c" + key, change));
            world.ptsByKey.forEach(
                    (key, pts) -> assertThat(world.client.ptsByThing).containsEntry("g:c" + key, pts));
            return true;
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + " (run with -Dhearth.seed=" + seed + ")", failure);
        }
    }

    @Test
    @Timeout(60)
    void losesNothingWhenDeliveringAndDrainingRace() throws Exception {
        var world = new World(42);
        world.resume();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var delivering = threads.submit(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (i == 500) {
                        world.resume();
                    }
                    world.append(1 + i % 50);
                    world.subscriber.checkpoint(world.mark, false, World::checkpoint);
                }
            });
            var draining = threads.submit(() -> {
                while (!delivering.isDone()) {
                    world.outbox.drain();
                }
            });
            delivering.get(50, TimeUnit.SECONDS);
            draining.get(50, TimeUnit.SECONDS);
        }
        world.settle();

        assertThat(world.outbox.closes()).isEmpty();
        world.heads.forEach(
                (key, change) -> assertThat(world.client.knownByConversation).containsEntry("g:c" + key, change));
    }
}
