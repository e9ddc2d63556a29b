package chat.hearth.suite;

import java.io.PrintStream;
import java.util.concurrent.atomic.LongAdder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// Counts one suite's tests as they end and tells each failure at once: the test, the message, and the frames
/// that are ours.
final class Report implements TestExecutionListener {
    private static final int MOST_FRAMES = 12;
    private static final int MOST_LINES = 50;
    private static final int MOST_CAUSES = 4;

    private final Suite suite;
    private final PrintStream out;
    private final LongAdder passed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder skipped = new LongAdder();

    Report(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
    }

    Tally tally() {
        return new Tally(passed.sum(), failed.sum(), skipped.sum());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.increment();
        out.println("SKIPPED " + suite.label() + " " + nameOf(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    passed.increment();
                }
            }
            case ABORTED ->
                executionSkipped(test, String.valueOf(result.getThrowable().orElse(null)));
            case FAILED -> {
                failed.increment();
                var told = new StringBuilder("FAILED " + suite.label() + " " + nameOf(test) + "\n");
                result.getThrowable().ifPresent(cause -> tell(cause, told));
                out.print(told);
            }
        }
    }

    private static String nameOf(TestIdentifier test) {
        return test.getSource()
                .map(source -> switch (source) {
                    case MethodSource method -> nameOf(method, test.getDisplayName());
                    case ClassSource type -> type.getClassName();
                    default -> test.getDisplayName();
                })
                .orElse(test.getDisplayName());
    }

    /// A test that runs with many values is named with the values.
    private static String nameOf(MethodSource method, String display) {
        var name = method.getClassName() + "." + method.getMethodName();
        return display.startsWith(method.getMethodName()) ? name : name + " " + display;
    }

    private static void tell(Throwable thrown, StringBuilder told) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            var head = (depth == 0 ? "" : "caused by ") + cause;
            head.strip()
                    .indent(4)
                    .lines()
                    .limit(MOST_LINES)
                    .forEach(line -> told.append(line).append('\n'));
            var frames = cause.getStackTrace();
            int shown = 0;
            for (int i = 0; i < frames.length && shown < MOST_FRAMES; i++) {
                if (frames[i].getClassName().startsWith("chat.hearth.") || i == 0) {
                    told.append("        at ").append(frames[i]).append('\n');
                    shown++;
                }
            }
            cause = cause.getCause();
        }
    }
}
