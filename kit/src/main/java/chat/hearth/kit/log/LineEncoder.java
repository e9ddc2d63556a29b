package chat.hearth.kit.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import chat.hearth.kit.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// Turns an event into one line.
final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// Longer texts are cut: a log line is not a place for contents.
    private static final int MOST_CHARACTERS = 4000;

    private static final String OWN_PREFIX = "chat.hearth.";
    private static final Set<String> OWN_FIELDS = Set.of("time", "level", "logger", "thread", "message", "fault", "at");

    private final LogFormat format;

    LineEncoder(LogFormat format) {
        this.format = format;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        switch (format) {
            case TEXT -> text(line, event);
            case JSON -> json(line, event);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    private static void text(StringBuilder line, ILoggingEvent event) {
        line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        line.append(' ').append(event.getLevel());
        line.append(" ".repeat(Math.max(1, 6 - event.getLevel().toString().length())));
        line.append(logger(event)).append(' ');
        String quotedMessage = JsonText.quoted(cut(event.getFormattedMessage()));
        // Inside its quotes everything is escaped, so a message cannot start a second line.
        line.append(quotedMessage.substring(1, quotedMessage.length() - 1).replace("\\\"", "\""));
        pairs(event).forEach(pair -> {
            line.append(' ').append(plain(pair.key)).append('=');
            append(line, pair);
        });
        if (event.getThrowableProxy() != null) {
            line.append(" fault=").append(JsonText.quoted(cut(Faults.chain(event.getThrowableProxy()))));
            line.append(" at=").append(JsonText.quoted(cut(Faults.frames(event.getThrowableProxy()))));
        }
    }

    private static void json(StringBuilder line, ILoggingEvent event) {
        field(line.append('{'), "time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        field(line.append(','), "level", event.getLevel().toString());
        field(line.append(','), "logger", event.getLoggerName());
        field(line.append(','), "thread", event.getThreadName());
        field(line.append(','), "message", event.getFormattedMessage());
        pairs(event).forEach(pair -> {
            // A pair never hides a field of the line itself.
            String name = OWN_FIELDS.contains(pair.key) ? pair.key + "_" : pair.key;
            JsonText.append(line.append(','), name);
            append(line.append(':'), pair);
        });
        if (event.getThrowableProxy() != null) {
            field(line.append(','), "fault", Faults.chain(event.getThrowableProxy()));
            field(line.append(','), "at", Faults.frames(event.getThrowableProxy()));
        }
        line.append('}');
    }

    private static void field(StringBuilder line, String name, String value) {
        JsonText.append(line, name);
        JsonText.append(line.append(':'), cut(value));
    }

    private static void append(StringBuilder line, KeyValuePair pair) {
        String shown = Masking.shown(pair.key, pair.value);
        boolean isBare = pair.value instanceof Integer || pair.value instanceof Long || pair.value instanceof Boolean;
        if (isBare && shown.equals(String.valueOf(pair.value))) {
            line.append(shown);
        } else {
            JsonText.append(line, cut(shown));
        }
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        @Nullable List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }

    private static String plain(String key) {
        return key.replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    private static String logger(ILoggingEvent event) {
        String name = event.getLoggerName();
        return name.startsWith(OWN_PREFIX) ? name.substring(OWN_PREFIX.length()) : name;
    }

    private static String cut(@Nullable String text) {
        String whole = String.valueOf(text);
        return whole.length() <= MOST_CHARACTERS ? whole : whole.substring(0, MOST_CHARACTERS) + "...";
    }
}
