package chat.hearth.kit.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The process's logging, from [#start] to [#close()].
public final class Logging implements AutoCloseable {
    private static final String FILE = "hearth.log";
    private static final FileSize MOST_PER_FILE = new FileSize(20L * FileSize.MB_COEFFICIENT);
    private static final FileSize MOST_ALTOGETHER = new FileSize(200L * FileSize.MB_COEFFICIENT);
    private static final int MOST_DAYS = 30;

    /// Libraries that tell at INFO what only their authors want to know.
    private static final List<String> TALKATIVE = List.of("io.netty", "io.vertx", "org.flywaydb");

    private final LoggerContext context;
    private final OverflowingQueue queue;

    private Logging(LoggerContext context, OverflowingQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    /// Logs to standard error, and to `hearth.log` in `folder` unless that is null. Replaces what was set up
    /// before.
    ///
    /// Files are changed daily or at 20 MB, kept for 30 days and up to 200 MB altogether.
    ///
    /// @throws IllegalStateException when the file cannot be written
    public static Logging start(LogFormat format, org.slf4j.event.Level level, @Nullable Path folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        OverflowingQueue queue = new OverflowingQueue();
        queue.setContext(context);
        // Logback lets such a queue have one appender only, hence the pair.
        PairAppender both = new PairAppender(console(context, format));
        if (folder != null) {
            RollingFileAppender<ILoggingEvent> file = file(context, format, folder);
            if (!file.isStarted()) {
                throw new IllegalStateException("the log file " + file.getFile() + " cannot be written");
            }
            both.add(file);
        }
        both.setContext(context);
        both.start();
        queue.addAppender(both);
        queue.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.convertAnSLF4JLevel(level));
        root.addAppender(queue);
        if (root.getLevel().toInt() >= Level.DEBUG_INT) {
            TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        }
        return new Logging(context, queue);
    }

    /// Events that were dropped because the queue was full.
    public long dropped() {
        return queue.dropped();
    }

    /// Writes what is queued and closes the files; what comes later is treated as before the start.
    @Override
    public void close() {
        context.reset();
        new BeforeStart().configure(context);
    }

    static ConsoleAppender<ILoggingEvent> console(LoggerContext context, LogFormat format) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder(context, format));
        console.start();
        return console;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, LogFormat format, Path folder) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(
                folder.resolve("hearth.%d{yyyy-MM-dd,UTC}.%i.log.gz").toString());
        rolling.setMaxFileSize(MOST_PER_FILE);
        rolling.setTotalSizeCap(MOST_ALTOGETHER);
        rolling.setMaxHistory(MOST_DAYS);
        file.setContext(context);
        file.setFile(folder.resolve(FILE).toString());
        file.setRollingPolicy(rolling);
        file.setEncoder(encoder(context, format));
        rolling.start();
        file.start();
        return file;
    }

    private static LineEncoder encoder(LoggerContext context, LogFormat format) {
        LineEncoder encoder = new LineEncoder(format);
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
