package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.AppendOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Writes down what the store releases, acknowledgements among it, in one order.
public final class Recorder implements CommitListener {
    /// Something that was released.
    public sealed interface Entry {
        /// A change.
        record Released(long mark, Change change) implements Entry {}

        /// The end of a commit.
        record Committed(long mark) implements Entry {}

        /// A waiter was completed.
        record Acked(AppendOutcome outcome) implements Entry {}
    }

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public void released(long mark, Change change) {
        add(new Entry.Released(mark, change));
    }

    @Override
    public void committed(long mark) {
        add(new Entry.Committed(mark));
    }

    /// A waiter that is written down too.
    public Consumer<AppendOutcome> waiter() {
        return outcome -> add(new Entry.Acked(outcome));
    }

    private synchronized void add(Entry entry) {
        entries.add(entry);
        notifyAll();
    }

    /// Waits until a told mark covers all changes so far, and answers the highest mark of these.
    public synchronized long awaitLastMarkTold() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (highest(Entry.Committed.class) < highest(Entry.Released.class)) {
            assertThat(System.nanoTime()).as("the marks told so far").isLessThan(end);
            try {
                wait(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return highest(Entry.Released.class);
    }

    private long highest(Class<? extends Entry> kind) {
        return entries.stream()
                .filter(kind::isInstance)
                .mapToLong(entry -> switch (entry) {
                    case Entry.Released released -> released.mark();
                    case Entry.Committed committed -> committed.mark();
                    case Entry.Acked _ -> 0;
                })
                .max()
                .orElse(0);
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// The changes of one kind so far.
    public <C extends Change> List<C> changes(Class<C> kind) {
        return entries().stream()
                .flatMap(e -> e instanceof Entry.Released released ? Stream.of(released.change()) : Stream.empty())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
