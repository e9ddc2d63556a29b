package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.launcher.serverapi.ServerApiClient;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job on real input: what people wrote, sent by 20 clients into 10 groups over both encodings while
/// their connections are cut at random, is what every member holds in the end, byte for byte and in one
/// order.
@Tag("suite")
@Tag("replay")
class ReplayTest {
    private static final int PEOPLE = 20;
    private static final int GROUPS = 10;
    private static final int MEMBERS = 8;
    private static final int LINES = 2400;
    private static final int ACKS_PER_CUT = 40;

    private record Line(int sender, int group, String text) {}

    private record Sending(Line line, CompletableFuture<SendResult> result) {}

    private final long seed = Long.getLong("hearth.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AtomicInteger acks = new AtomicInteger();

    @Test
    void everyMembersHistoryEqualsWhatWasSent(@TempDir Path folder) throws Exception {
        try (var server = HearthServer.start(folder.resolve("data"))) {
            replay(server);
        }
    }

    @Test
    @Tag("ci")
    void everyMembersHistoryEqualsWhatWasSentOnPostgres(@TempDir Path folder) throws Exception {
        try (var postgres = PostgresServer.start();
                var server = HearthServer.startWith(postgres.environment(), 0, folder.resolve("data"))) {
            replay(server);
            assertThat(Files.exists(folder.resolve("data/hearth.db"))).isFalse();
        }
    }

    private void replay(HearthServer server) throws Exception {
        try (var transport = Transport.start(2, Thread.ofPlatform().daemon().factory())) {
            var people = people(server, transport);
            var members = IntStream.range(0, GROUPS).mapToObj(this::members).toList();
            var groups = IntStream.range(0, GROUPS)
                    .mapToObj(group -> createGroup(people, group, members.get(group)))
                    .toList();
            var sendings = send(people, groups, lines(members));
            for (var sending : sendings) {
                assertThat(sending.result().get(2, TimeUnit.MINUTES))
                        .as("seed %d, line %s", seed, sending.line())
                        .isInstanceOf(SendResult.Stored.class);
            }
            for (int group = 0; group < GROUPS; group++) {
                check(people, members.get(group), groups.get(group), ofGroup(sendings, group));
            }
            people.forEach(Person::close);
        }
    }

    private List<Person> people(HearthServer server, Transport transport) {
        var provisioning = ServerApiClient.of(server.data());
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> {
                    var userId = "reader" + i;
                    var encoding = i % 2 == 0 ? Encoding.PROTO : Encoding.JSON;
                    return Person.connect(
                            transport, server.page(), userId, provisioning.token(userId, "first"), encoding);
                })
                .toList();
    }

    /// The creator of group g is person g; the others are drawn.
    private List<Integer> members(int group) {
        var all = new ArrayList<>(IntStream.range(0, PEOPLE)
                .filter(person -> person != group)
                .boxed()
                .toList());
        Collections.shuffle(all, random);
        var members = new ArrayList<>(all.subList(0, MEMBERS - 1));
        members.addFirst(group);
        return members;
    }

    private static String createGroup(List<Person> people, int group, List<Integer> members) {
        return people.get(group)
                .createGroup(
                        "第" + group + " group",
                        members.stream().map(people::get).toList());
    }

    private List<Line> lines(List<List<Integer>> members) {
        return RealText.lines(LINES, seed).stream()
                .map(text -> {
                    int group = random.nextInt(GROUPS);
                    return new Line(members.get(group).get(random.nextInt(MEMBERS)), group, text);
                })
                .toList();
    }

    /// Sends everything at once; every so many acks somebody's connection is cut.
    private List<Sending> send(List<Person> people, List<String> groups, List<Line> lines) {
        var sendings = new ArrayList<Sending>();
        for (var line : lines) {
            var result = people.get(line.sender).client().sendText(groups.get(line.group), line.text);
            var _ = result.thenRun(() -> {
                int count = acks.incrementAndGet();
                if (count % ACKS_PER_CUT == 0) {
                    people.get(Math.floorMod(count * 31 + (int) seed, PEOPLE))
                            .client()
                            .cut();
                }
            });
            sendings.add(new Sending(line, result));
        }
        return sendings;
    }

    private static List<Sending> ofGroup(List<Sending> sendings, int group) {
        return sendings.stream().filter(each -> each.line().group == group).toList();
    }

    private void check(List<Person> people, List<Integer> members, String group, List<Sending> sent) throws Exception {
        var truth = people.get(members.getFirst()).history(group);
        assertThat(truth).as("seed %d", seed).hasSize(sent.size());
        assertThat(truth.stream().map(Message::getSeq).toList())
                .isEqualTo(IntStream.rangeClosed(1, sent.size())
                        .mapToObj(i -> (long) i)
                        .toList());
        assertThat(textsBySender(truth)).isEqualTo(textsBySender(people, sent));
        for (int member : members) {
            var person = people.get(member);
            var told = person.told().awaitUpTo(group, truth.getLast().getSeq());
            if (person.told().resets() == 0) {
                assertThat(told)
                        .as("what %s was told, seed %d", person.userId(), seed)
                        .isEqualTo(truth);
            }
            assertThat(person.told().repetitions())
                    .as("told twice to %s, seed %d", person.userId(), seed)
                    .isZero();
        }
        for (int member : members) {
            var person = people.get(member);
            assertThat(person.history(group))
                    .as("history of %s, seed %d", person.userId(), seed)
                    .isEqualTo(truth);
        }
    }

    /// What each sender wrote, in the order it came out.
    private static Map<String, List<String>> textsBySender(List<Message> history) {
        var texts = new HashMap<String, List<String>>();
        history.forEach(message -> texts.computeIfAbsent(message.getSender(), _ -> new ArrayList<>())
                .add(message.getBody().getText()));
        return texts;
    }

    private static Map<String, List<String>> textsBySender(List<Person> people, List<Sending> sent) {
        var texts = new HashMap<String, List<String>>();
        sent.forEach(each -> texts.computeIfAbsent(
                        people.get(each.line().sender).userId(), _ -> new ArrayList<>())
                .add(each.line().text));
        return texts;
    }
}
