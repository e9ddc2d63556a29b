package chat.hearth.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.FakeOutbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RegistryTest {
    private final Registry registry = new Registry();

    @Test
    void knowsTheSessionsOfEachUserAndOfEachConversation() {
        var one = subscriber(1);
        var two = subscriber(2);
        registry.enter(one);
        registry.enter(two);
        registry.followAll(one, new long[] {7, 8});
        registry.follow(two, 7);

        assertThat(registry.ofUser(1)).containsExactly(one);
        assertThat(registry.ofConversation(7)).containsExactly(one, two);
        assertThat(registry.ofConversation(8)).containsExactly(one);
        assertThat(registry.ofConversation(9)).isEmpty();
    }

    @Test
    void followsAConversationOnceHoweverOftenItIsAsked() {
        var one = subscriber(1);
        registry.enter(one);
        registry.follow(one, 7);
        registry.followAll(one, new long[] {7, 8});
        registry.follow(one, 8);

        assertThat(registry.ofConversation(7)).containsExactly(one);
        assertThat(one.follows().end()).containsExactly(7, 8);
    }

    @Test
    void forgetsASessionEverywhereWhenItLeaves() {
        var one = subscriber(1);
        registry.enter(one);
        registry.followAll(one, LongStream.range(0, 1000).toArray());

        registry.leave(one);
        registry.leave(one);

        assertThat(registry.ofUser(1)).isEmpty();
        assertThat(LongStream.range(0, 1000).mapToObj(registry::ofConversation)).allMatch(online -> online.length == 0);
    }

    @Test
    void takesNobodyInWhoHasLeft() {
        var one = subscriber(1);
        registry.leave(one);

        registry.enter(one);
        registry.follow(one, 7);
        registry.followAll(one, new long[] {8});

        assertThat(registry.ofUser(1)).isEmpty();
        assertThat(registry.ofConversation(7)).isEmpty();
        assertThat(registry.ofConversation(8)).isEmpty();
    }

    @Test
    void endsTheFollowingOfOneConversation() {
        var one = subscriber(1);
        registry.enter(one);
        registry.followAll(one, new long[] {7, 8, 9});

        registry.unfollow(one, 7);
        registry.unfollow(one, 7);
        registry.unfollow(one, 100);

        assertThat(registry.ofConversation(7)).isEmpty();
        assertThat(one.follows().end()).containsExactlyInAnyOrder(8, 9);
    }

    @Test
    @Timeout(60)
    void leavesNothingBehindWhenFollowingAndLeavingRace() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 300; round++) {
                race(threads, subscriber(round % 3));
            }
        }
        assertThat(LongStream.range(0, 3).mapToObj(registry::ofUser)).allMatch(online -> online.length == 0);
        assertThat(LongStream.range(0, 40).mapToObj(registry::ofConversation)).allMatch(online -> online.length == 0);
    }

    private void race(ExecutorService threads, Subscriber one) throws Exception {
        var go = new CountDownLatch(1);
        List<Runnable> steps = List.of(
                () -> registry.enter(one),
                () -> registry.followAll(one, LongStream.range(0, 20).toArray()),
                () -> LongStream.range(10, 40).forEach(key -> registry.follow(one, key)),
                () -> registry.leave(one));
        var running = new ArrayList<Future<?>>();
        for (var step : steps) {
            running.add(threads.submit(() -> {
                go.await();
                step.run();
                return null;
            }));
        }
        go.countDown();
        for (var each : running) {
            each.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @Timeout(60)
    void losesNobodyWhenManyFollowAtOnce() throws Exception {
        var all = IntStream.range(0, 200).mapToObj(RegistryTest::subscriber).toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = all.stream()
                    .<Future<?>>map(each -> threads.submit(() -> {
                        registry.enter(each);
                        registry.follow(each, 7);
                    }))
                    .toList();
            for (var each : running) {
                each.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(registry.ofConversation(7)).containsExactlyInAnyOrderElementsOf(all);
    }

    private static Subscriber subscriber(long user) {
        return new Subscriber(user, new FakeOutbox());
    }
}
