package chat.hearth.storage.sqlite;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.v1.Body;
import chat.hearth.storage.commit.CommitLimits;
import chat.hearth.storage.contract.World;
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
/// `main [conversations] [messages]`.
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
        int conversations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300_000;
        var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        for (int batch : BATCHES) {
            var directory = Files.createTempDirectory("hearth-append");
            var limits = new CommitLimits(20_000, batch, 8);
            var options = SqliteOptions.at(directory.resolve("hearth.db")).with(limits);
            try (var store = SqliteStorage.open(options, InstantSource.system(), () -> "bench", fault -> {
                throw new AssertionError(fault);
            })) {
                var bench = new AppendThroughput(store, conversations);
                int count = batch == 1 ? messages / 20 : batch == 10 ? messages / 4 : messages;
                bench.run(batch, count / 5);
                out.printf("batch %4d: %,8.0f rows/s%n", batch, bench.run(batch, count));
            } finally {
                delete(directory);
            }
        }
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
