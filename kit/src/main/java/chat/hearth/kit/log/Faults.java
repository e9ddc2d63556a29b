package chat.hearth.kit.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Describes exceptions in bounded space.
final class Faults {
    private static final int MOST_CAUSES = 5;
    private static final int MOST_FRAMES = 12;

    private Faults() {}

    /// The exception and its causes: `IllegalStateException: why <- IOException: because`.
    static String chain(IThrowableProxy fault) {
        StringBuilder chain = new StringBuilder();
        @Nullable IThrowableProxy current = fault;
        for (int depth = 0; current != null && depth < MOST_CAUSES; depth++) {
            chain.append(depth == 0 ? "" : " <- ").append(simple(current.getClassName()));
            if (current.getMessage() != null) {
                chain.append(": ").append(current.getMessage());
            }
            current = current.getCause();
        }
        return chain.toString();
    }

    /// The innermost frames of the first cause, nearest first: `Store.write:41 < Store.append:12`.
    static String frames(IThrowableProxy fault) {
        IThrowableProxy root = fault;
        for (int depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
            root = root.getCause();
        }
        return Arrays.stream(root.getStackTraceElementProxyArray())
                .limit(MOST_FRAMES)
                .map(StackTraceElementProxy::getStackTraceElement)
                .map(frame -> simple(frame.getClassName()) + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining(" < "));
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
