package chat.hearth.storage.commit;

import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.outcome.StoreUnavailable;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.storage.engine.Applied;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.Transaction;
import chat.hearth.storage.engine.UnstorableWrite;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// One write and who waits for it.
sealed interface Write {
    /// What it writes to.
    Scope scope();

    /// Tells the waiter that nothing was stored, and why.
    void fail(RuntimeException why);

    /// A message; consecutive ones are stored in bulk.
    record Append(PendingMessage pending, Consumer<AppendOutcome> done) implements Write {
        @Override
        public Scope scope() {
            return Scope.of(pending.message().conversation());
        }

        @Override
        public void fail(RuntimeException why) {
            done.accept(new AppendOutcome.Refused(
                    switch (why) {
                        case StoreUnavailable e -> Refusal.of(e.code());
                        case UnstorableWrite _ -> Refusal.invalid("body", "The store can't hold it.");
                        default -> Refusal.of(ErrorCode.INTERNAL);
                    }));
        }
    }

    /// Anything else.
    record Task<T>(Scope scope, Function<Transaction, Applied<T>> work, CompletableFuture<T> done) implements Write {
        @Override
        public void fail(RuntimeException why) {
            done.completeExceptionally(why);
        }
    }
}
