package chat.hearth.storage.throughput;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.v1.Body;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.contract.World;
import chat.hearth.storage.postgres.Cluster;
import chat.hearth.storage.postgres.PostgresOptions;
import chat.hearth.storage.postgres.PostgresStorage;
import chat.hearth.storage.sqlite.SqliteOptions;
import chat.hearth.storage.sqlite.SqliteStorage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Prints how many 300-byte messages a second become durable, by batch size. Not a test: run it by hand,
/// `main [sqlite|postgres] [conversations] [messages]`.
public final class AppendThroughput {
    private static final int[] BATCHES = {1, 10, 100, 200, 500, 1000};
    private static final double NS_PER_S = 1e9;

    private final Store store;
    private final List<StoredConversation> conversations = new ArrayList<>();
    private final StoredUser sender;
    private final Body body = World.text("x".repeat(296));

    private AppendThroughput(Store store, int count) {
        this.store = store;
        var world = new World(store);
        sender = world.user("sender");
        for (int i = 0; i < count; i++) {
            conversations.add(world.group("g" + i, sender));
        }
    }

    /// Runs all batch sizes.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean isPostgres = arguments.length > 0 && arguments[0].equals("postgres");
        int conversations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        int messages = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 300_000;
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        for (int batch : BATCHES) {
            var directory = Files.createTempDirectory("hearth-append");
            var limits = new CommitLimits(20_000, batch, 8);
            try (var store = isPostgres ? postgres(limits) : sqlite(directory, limits)) {
                var bench = new AppendThroughput(store, conversations);
                int count = batch == 1 ? messages / 20 : batch == 10 ? messages / 4 : messages;
                bench.run(batch, count / 5);
                out.printf("batch %4d: %,8.0f rows/s%n", batch, bench.run(batch, count));
            } finally {
                delete(directory);
            }
        }
    }

    private static Store sqlite(Path directory, CommitLimits limits) {
        var options = SqliteOptions.at(directory.resolve("hearth.db")).with(limits);
        return SqliteStorage.open(options, InstantSource.system(), () -> "bench", AppendThroughput::fail);
    }

    private static Store postgres(CommitLimits limits) {
        var options = PostgresOptions.at(Cluster.shared().database()).with(limits);
        return PostgresStorage.open(options, InstantSource.system(), () -> "bench", AppendThroughput::fail);
    }

    private static void fail(Throwable fault) {
        throw new AssertionError(fault);
    }

    /// Keeps the queue filled with a few batches and answers rows per second.
    private double run(int batch, int count) throws InterruptedException {
        var inFlight = new Semaphore(batch == 1 ? 1 : batch * 3);
        var stored = new AtomicLong();
        int most = inFlight.availablePermits();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            inFlight.acquire();
            var to = conversations.get((int) ((i * 7919L) % conversations.size()));
            store.messages().append(World.message(to, sender, body), outcome -> {
                if (outcome instanceof AppendOutcome.Stored) {
                    stored.incrementAndGet();
                }
                inFlight.release();
            });
        }
        inFlight.acquire(most);
        if (stored.get() != count) {
            throw new AssertionError(stored + " of " + count + " were stored");
        }
        return count / ((System.nanoTime() - start) / NS_PER_S);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
