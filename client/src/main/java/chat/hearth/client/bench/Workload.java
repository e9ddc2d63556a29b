package chat.hearth.client.bench;

import java.util.function.Consumer;

/// A kind of load.
public sealed interface Workload permits DirectMessages {
    /// The name in commands and results, `W1` … `W8`.
    String id();

    /// What it does, in one line.
    String title();

    /// Runs it to its end.
    ///
    /// @param progress told what is happening, line by line
    BenchResult run(Provisioner provisioner, BenchPlan plan, Consumer<String> progress) throws InterruptedException;
}
