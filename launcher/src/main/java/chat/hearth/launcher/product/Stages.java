package chat.hearth.launcher.product;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was started, to be stopped in the reverse order. One stage that fails to stop does not keep the
/// others.
final class Stages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private record Stage(String name, AutoCloseable end) {}

    private final Deque<Stage> started = new ArrayDeque<>();

    /// Something runs now that must be ended.
    <T extends AutoCloseable> T add(String name, T stage) {
        started.push(new Stage(name, stage));
        return stage;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            var stage = started.pop();
            try {
                stage.end.close();
                LOG.atInfo().addKeyValue("stage", stage.name).log("stopped");
            } catch (Exception fault) {
                LOG.atError().addKeyValue("stage", stage.name).setCause(fault).log("could not be stopped cleanly");
            }
        }
    }
}
