package chat.hearth.gateway.connection;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Names a fault in the log and in the answer, so that one is found from the other.
final class Incident {
    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

    private Incident() {}

    /// Logs a fault of a session; the answer names it.
    static String log(String what, String session, Throwable fault) {
        var incident = next();
        LOG.atError()
                .setCause(fault)
                .addKeyValue("incident", incident)
                .addKeyValue("session", session)
                .log(what);
        return incident;
    }

    static String next() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
