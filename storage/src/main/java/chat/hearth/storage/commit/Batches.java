package chat.hearth.storage.commit;

import chat.hearth.core.log.Change;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.storage.engine.Claims;
import chat.hearth.storage.engine.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Applies a batch to a transaction.
final class Batches {
    private Batches() {}

    static Claims claims(List<Write> batch, boolean isPatient) {
        var conversations = new TreeSet<Long>();
        var users = new TreeSet<Long>();
        for (var write : batch) {
            if (write.scope().conversation() != 0) {
                conversations.add(write.scope().conversation());
            }
            users.addAll(write.scope().users());
        }
        return new Claims(List.copyOf(conversations), List.copyOf(users), isPatient);
    }

    /// In the order of the calls; consecutive messages go in bulk.
    static List<Settled> apply(Transaction transaction, List<Write> batch) {
        var settled = new ArrayList<Settled>(batch.size());
        var run = new ArrayList<Write.Append>(batch.size());
        for (var write : batch) {
            switch (write) {
                case Write.Append append -> run.add(append);
                case Write.Task<?> task -> {
                    append(transaction, run, settled);
                    settled.add(apply(transaction, task));
                }
            }
        }
        append(transaction, run, settled);
        return settled;
    }

    private static <T> Settled apply(Transaction transaction, Write.Task<T> task) {
        var applied = task.work().apply(transaction);
        return new Settled(() -> task.done().complete(applied.value()), applied.changes());
    }

    private static void append(Transaction transaction, List<Write.Append> run, List<Settled> settled) {
        if (run.isEmpty()) {
            return;
        }
        var outcomes =
                transaction.append(run.stream().map(Write.Append::pending).toList());
        for (int i = 0; i < outcomes.size(); i++) {
            settled.add(settle(run.get(i), outcomes.get(i)));
        }
        run.clear();
    }

    private static Settled settle(Write.Append append, AppendOutcome outcome) {
        List<Change> changes = outcome instanceof AppendOutcome.Stored stored && !stored.isDuplicate()
                ? List.of(new Change.MessageAppended(append.pending().message(), stored))
                : List.of();
        return new Settled(() -> append.done().accept(outcome), changes);
    }
}
