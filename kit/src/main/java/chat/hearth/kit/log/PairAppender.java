package chat.hearth.kit.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.List;

/// Hands each event to several appenders, in turn, on the writing thread.
final class PairAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();

    PairAppender(Appender<ILoggingEvent> first) {
        appenders.add(first);
    }

    void add(Appender<ILoggingEvent> another) {
        appenders.add(another);
    }

    @Override
    protected void append(ILoggingEvent event) {
        appenders.forEach(appender -> appender.doAppend(event));
    }

    @Override
    public void stop() {
        appenders.forEach(Appender::stop);
        super.stop();
    }
}
