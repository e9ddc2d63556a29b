package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.launcher.serverapi.ServerApiClient;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at random moments while everybody writes: what was acknowledged is there once, in its sender's order, and
/// everybody is told the same.
@Tag("suite")
@Tag("kills")
class KillsTest {
    private static final int WRITERS = 8;
    private static final int MOST_ACKS_BETWEEN_KILLS = 600;

    private final long seed = Long.getLong("hearth.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void tenKillsLoseDoubleAndReorderNothing(@TempDir Path folder) throws Exception {
        survive(folder, 10);
    }

    @Test
    @Tag("long")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void twoHundredKillsLoseDoubleAndReorderNothing(@TempDir Path folder) throws Exception {
        survive(folder, 200);
    }

    /// The kernel keeps what a killed process wrote; a power cut does not. So here what was not synced is
    /// taken back.
    @Test
    @Tag("long")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void twoHundredPowerCutsLoseDoubleAndReorderNothing(@TempDir Path folder) throws Exception {
        var unsynced = UnsyncedWrites.compile(folder);
        var taken = new AtomicInteger();
        survive(folder, 200, (port, data) -> {
            taken.addAndGet(unsynced.takeBack(data));
            return HearthServer.startWith(unsynced.environment(), port, data);
        });
        assertThat(taken).as("unsynced writes that were taken back").hasPositiveValue();
    }

    /// How the server comes to life.
    private interface Restart {
        HearthServer start(int port, Path data) throws Exception;
    }

    private void survive(Path folder, int kills) throws Exception {
        survive(folder, kills, HearthServer::startOn);
    }

    private void survive(Path folder, int kills, Restart restart) throws Exception {
        var data = folder.resolve("data");
        try (var transport = Transport.start(2, Thread.ofPlatform().daemon().factory())) {
            var server = restart.start(0, data);
            int port = server.page().getPort();
            var people = people(server, transport);
            var group = people.getFirst().createGroup("survivors", people);
            var acks = new Semaphore(0);
            var writers = people.stream()
                    .map(person -> new Writer(person, group, acks))
                    .toList();
            writers.forEach(Writer::start);
            try {
                for (int kill = 0; kill < kills; kill++) {
                    awaitAcks(acks, 1 + random.nextInt(MOST_ACKS_BETWEEN_KILLS));
                    server.kill();
                    server = restart.start(port, data);
                    // As a browser does when its network is back; else the waits of the back-off make the test long.
                    people.forEach(person -> person.client().wake());
                }
                awaitAcks(acks, 100);
                for (var writer : writers) {
                    writer.stop();
                }
                check(people, group, writers);
            } finally {
                people.forEach(Person::close);
                server.close();
            }
        }
    }

    private void awaitAcks(Semaphore acks, int count) throws InterruptedException {
        acks.drainPermits();
        assertThat(acks.tryAcquire(count, 60, TimeUnit.SECONDS))
                .as("%d acks within a minute, seed %d", count, seed)
                .isTrue();
    }

    private static List<Person> people(HearthServer server, Transport transport) {
        var provisioning = ServerApiClient.of(server.data());
        return IntStream.range(0, WRITERS)
                .mapToObj(i -> Person.connect(
                        transport,
                        server.page(),
                        "writer" + i,
                        provisioning.token("writer" + i, "first"),
                        i % 2 == 0 ? Encoding.PROTO : Encoding.JSON))
                .toList();
    }

    private void check(List<Person> people, String group, List<Writer> writers) throws Exception {
        var truth = people.getFirst().history(group);
        var stored = new HashMap<String, List<String>>();
        truth.forEach(message -> stored.computeIfAbsent(message.getSender(), _ -> new ArrayList<>())
                .add(message.getBody().getText()));
        for (var writer : writers) {
            var texts = stored.getOrDefault(writer.person.userId(), List.of());
            assertThat(texts).as("doubled, seed %d", seed).hasSameSizeAs(new HashSet<>(texts));
            assertThat(texts).as("lost or reordered, seed %d", seed).isEqualTo(writer.acknowledged());
        }
        assertThat(truth.stream().map(Message::getSeq).toList())
                .isEqualTo(IntStream.rangeClosed(1, truth.size())
                        .mapToObj(i -> (long) i)
                        .toList());
        for (var person : people) {
            var told = person.told().awaitUpTo(group, truth.getLast().getSeq());
            assertThat(person.told().repetitions())
                    .as("told twice, seed %d", seed)
                    .isZero();
            if (person.told().resets() == 0) {
                assertThat(told)
                        .as("told to %s, seed %d", person.userId(), seed)
                        .isEqualTo(truth);
            }
        }
    }

    /// Sends numbered texts, a few at a time, until it is stopped; then waits for every ack.
    private static final class Writer {
        private static final int IN_FLIGHT = 4;

        private final Person person;
        private final String group;
        private final Semaphore acks;
        private final Semaphore room = new Semaphore(IN_FLIGHT);
        private final List<String> sent = new ArrayList<>();
        private final List<SendResult> unexpected = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean isStopping;
        private final Thread thread = Thread.ofVirtual().unstarted(this::write);

        Writer(Person person, String group, Semaphore acks) {
            this.person = person;
            this.group = group;
            this.acks = acks;
        }

        void start() {
            thread.start();
        }

        void stop() throws InterruptedException {
            isStopping = true;
            thread.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(room.tryAcquire(IN_FLIGHT, 60, TimeUnit.SECONDS))
                    .as("all sends of %s answered", person.userId())
                    .isTrue();
            assertThat(unexpected).isEmpty();
        }

        /// Every text it sent: all are acknowledged once it has stopped.
        List<String> acknowledged() {
            return sent;
        }

        private void write() {
            for (int number = 1; !isStopping; number++) {
                room.acquireUninterruptibly();
                var text = person.userId() + " 写 " + number;
                sent.add(text);
                var _ = person.client().sendText(group, text).thenAccept(this::answered);
            }
        }

        private void answered(SendResult result) {
            if (!(result instanceof SendResult.Stored)) {
                unexpected.add(result);
            }
            room.release();
            acks.release();
        }
    }
}
