package chat.hearth.suite;

import java.io.PrintStream;
import java.time.Duration;

/// Ends the whole run when a suite goes on past its limit, with the threads' stacks and without leaving
/// processes behind: a test's own time limit cannot stop a thread that never looks at its interrupt.
final class Watchdog implements AutoCloseable {
    private final Thread waiting;

    Watchdog(Suite suite, Duration limit, PrintStream out) {
        waiting = Thread.ofPlatform().daemon().name("watchdog").start(() -> waitThenStop(suite, limit, out));
    }

    /// Ends every process that the tests started and did not end.
    static void endProcesses() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        waiting.interrupt();
    }

    private static void waitThenStop(Suite suite, Duration limit, PrintStream out) {
        try {
            Thread.sleep(limit);
            stop(suite, limit, out);
        } catch (InterruptedException _) {
            // The suite ended in time.
        }
    }

    private static void stop(Suite suite, Duration limit, PrintStream out) {
        out.println("FAILED " + suite.label() + " is not done after " + limit.toMinutes() + " min; its threads:");
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            out.println("    " + thread);
            for (var frame : frames) {
                out.println("        at " + frame);
            }
        });
        endProcesses();
        Runtime.getRuntime().halt(1);
    }
}
