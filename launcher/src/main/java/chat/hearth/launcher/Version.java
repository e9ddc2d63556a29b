package chat.hearth.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which version this is, as the build wrote it down.
public final class Version {
    private Version() {}

    /// For example `0.1.0-SNAPSHOT`.
    public static String current() {
        try (InputStream file = Version.class.getResourceAsStream("/chat/hearth/launcher/version.properties")) {
            if (file == null) {
                throw new IllegalStateException("the build left out version.properties");
            }
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
