package chat.hearth.client.bench;

import chat.hearth.client.Behaviour;
import chat.hearth.client.ClientListener;
import chat.hearth.client.ClientOptions;
import chat.hearth.client.HearthClient;
import chat.hearth.client.Pace;
import chat.hearth.client.bench.Provisioner.BenchUser;
import chat.hearth.client.request.OutboxBounds;
import chat.hearth.client.sync.SyncBounds;
import chat.hearth.client.wire.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Many clients on a few loops, without a thread of their own each.
final class Crew implements AutoCloseable {
    /// Handshakes at once: more only queue up in the server.
    private static final int AT_ONCE = 32;

    private static final long STEP_SECONDS = 60;
    private static final long ACK_TIMEOUT_MS = 30_000;

    private final List<HearthClient> clients = new ArrayList<>();
    private final Transport transport;
    private final Provisioner provisioner;
    private final BenchPlan plan;

    Crew(Transport transport, Provisioner provisioner, BenchPlan plan) {
        this.transport = transport;
        this.provisioner = provisioner;
        this.plan = plan;
    }

    /// Makes and connects the clients of these users, in their order; returns when all are live.
    List<HearthClient> connect(List<BenchUser> users, ClientListener listener) throws InterruptedException {
        var made = users.stream()
                .map(user -> new HearthClient(transport, options(user), listener))
                .toList();
        clients.addAll(made);
        all("connect", made, HearthClient::connect);
        return made;
    }

    /// Does one thing with each client, a bounded number at once; the answers are in the clients' order.
    static <C, T> List<T> all(String what, List<C> items, Function<C, CompletableFuture<T>> action)
            throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        var futures = new ArrayList<CompletableFuture<T>>(items.size());
        for (var item : items) {
            if (!room.tryAcquire(STEP_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchFailed(what + ": no answer within " + STEP_SECONDS + " s");
            }
            futures.add(action.apply(item).whenComplete((_, _) -> room.release()));
        }
        var results = new ArrayList<T>(items.size());
        for (var future : futures) {
            results.add(await(what, future));
        }
        return results;
    }

    private static <T> T await(String what, CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new BenchFailed(what + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new BenchFailed(what + ": no answer within " + STEP_SECONDS + " s", e);
        }
    }

    private ClientOptions options(BenchUser user) {
        // No window: what was told is checked at once and not kept.
        var sync = new SyncBounds(64, 0, 64, 100_000, 8);
        var outbox = new OutboxBounds(plan.window() + 1, plan.window(), ACK_TIMEOUT_MS);
        return ClientOptions.of(provisioner.server(), user.token())
                .in(plan.encoding())
                .with(new ClientOptions.Bounds(outbox, sync, 64))
                .with(Pace.USUAL)
                .with(new Behaviour(true, Behaviour.USUAL.tap(), Behaviour.USUAL.past(), "hearth-bench"));
    }

    @Override
    public void close() {
        clients.forEach(HearthClient::close);
    }
}
