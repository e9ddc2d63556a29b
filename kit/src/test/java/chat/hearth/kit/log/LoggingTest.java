package chat.hearth.kit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger("chat.hearth.gateway.Connection");

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void leaveAQuietLoggerToOtherTests() {
        Logging.start(LogFormat.TEXT, Level.ERROR, null);
    }

    @Test
    void writesOneTextLinePerEventWithItsPairs() throws IOException {
        List<String> lines = logged(LogFormat.TEXT, Level.INFO, () -> {
            LOG.atInfo()
                    .addKeyValue("user", "u 1")
                    .addKeyValue("device", 7)
                    .addKeyValue("fresh", true)
                    .log("opened {}", "it");
            LOG.debug("not told");
        });

        assertThat(lines)
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  gateway\\.Connection opened it"
                        + " user=\"u 1\" device=7 fresh=true");
    }

    @Test
    void writesOneJsonObjectPerEvent() throws IOException {
        List<String> lines = logged(
                LogFormat.JSON,
                Level.INFO,
                () -> LOG.atWarn()
                        .addKeyValue("device", 7)
                        .addKeyValue("level", "mine")
                        .log("slow \"reader\""));

        JsonObject line = new JsonObject(lines.getFirst());
        assertThat(line.getString("level")).isEqualTo("WARN");
        assertThat(line.getString("logger")).isEqualTo("chat.hearth.gateway.Connection");
        assertThat(line.getString("message")).isEqualTo("slow \"reader\"");
        assertThat(line.getInteger("device")).isEqualTo(7);
        assertThat(line.getString("level_")).isEqualTo("mine");
        assertThat(line.getInstant("time")).isNotNull();
    }

    @Test
    void keepsAnEventOnOneLineWhateverItContains() throws IOException {
        for (LogFormat format : LogFormat.values()) {
            List<String> lines = logged(
                    format,
                    Level.INFO,
                    () -> LOG.atError()
                            .setCause(new IllegalStateException("a\nb", new IOException("disk\r\nfull")))
                            .addKeyValue("evil\nkey", "x\n2026-01-01T00:00:00.000Z INFO forged")
                            .log("first\nsecond\u2028third"));

            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst())
                    .contains("IllegalStateException: a\\nb <- IOException: disk\\r\\nfull", "LoggingTest.");
        }
    }

    @Test
    void masksValuesWhoseNamesSoundLikeSecrets() throws IOException {
        for (LogFormat format : LogFormat.values()) {
            List<String> lines = logged(
                    format,
                    Level.INFO,
                    () -> LOG.atInfo()
                            .addKeyValue("imToken", "hunter2")
                            .addKeyValue("Authorization", "hunter2")
                            .addKeyValue("key_store_password", 1234567)
                            .log("in"));

            assertThat(lines).singleElement().asString().contains("***").doesNotContain("hunter2", "1234567");
        }
    }

    @Test
    void cutsTextsThatAreNoLogLines() throws IOException {
        List<String> lines = logged(LogFormat.TEXT, Level.INFO, () -> LOG.atInfo().log("x".repeat(100_000)));

        assertThat(lines.getFirst()).hasSizeLessThan(5000).endsWith("...");
    }

    @Test
    void tellsTheChosenLevelAndKeepsLibrariesQuiet() throws IOException {
        List<String> lines = logged(LogFormat.TEXT, Level.DEBUG, () -> {
            LOG.debug("told");
            LoggerFactory.getLogger("io.netty.channel").info("not told");
            LoggerFactory.getLogger("io.netty.channel").warn("told too");
        });

        assertThat(lines).hasSize(2);
    }

    @Test
    void dropsAndCountsWhatDoesNotFitInsteadOfBlocking() throws InterruptedException {
        OverflowingQueue queue = new OverflowingQueue();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        ch.qos.logback.classic.Logger logger = context.getLogger("full");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        PairAppender stuck = new PairAppender(new StuckAppender(entered, released));
        stuck.start();
        queue.setContext(context);
        queue.addAppender(stuck);
        queue.start();
        logger.addAppender(queue);

        logger.info("in the hands of the stuck thread");
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        for (int event = 0; event < queue.getQueueSize() + 100; event++) {
            logger.info("event");
        }

        assertThat(queue.dropped()).isEqualTo(100);
        released.countDown();
        context.stop();
    }

    @Test
    void refusesAFolderItCannotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Logging.start(LogFormat.TEXT, Level.ERROR, file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the log file " + file.resolve("hearth.log") + " cannot be written");
    }

    /// An appender whose disk does not answer.
    private static final class StuckAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private final CountDownLatch entered;
        private final CountDownLatch released;

        StuckAppender(CountDownLatch entered, CountDownLatch released) {
            this.entered = entered;
            this.released = released;
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            entered.countDown();
            try {
                assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<String> logged(LogFormat format, Level level, Runnable events) throws IOException {
        Path log = folder.resolve("hearth.log");
        Files.deleteIfExists(log);
        try (Logging logging = Logging.start(format, level, folder)) {
            events.run();
            assertThat(logging.dropped()).isZero();
        }
        return Files.readAllLines(log);
    }
}
