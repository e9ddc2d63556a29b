package chat.hearth.core.file;

import chat.hearth.protocol.credential.GrantKey;
import java.time.Duration;

/// How files are granted.
///
/// @param key shared with the file stores
/// @param fileBytes largest file
/// @param uploadLife from the grant to the beginning of the upload
/// @param downloadLife of a link, at most 5 minutes
public record FileOptions(GrantKey key, int fileBytes, Duration uploadLife, Duration downloadLife) {
    private static final Duration LONGEST_LINK = Duration.ofMinutes(5);

    public FileOptions {
        if (fileBytes < 1 || !uploadLife.isPositive() || !downloadLife.isPositive()) {
            throw new IllegalArgumentException("a file and a grant need some room");
        }
        if (downloadLife.compareTo(LONGEST_LINK) > 0) {
            throw new IllegalArgumentException("a link to a file may live " + LONGEST_LINK + " at most");
        }
    }

    /// The protocol's own times.
    public static FileOptions standard(GrantKey key, int fileBytes) {
        return new FileOptions(key, fileBytes, Duration.ofMinutes(10), LONGEST_LINK);
    }
}
