package chat.hearth.media.upload;

import java.time.Duration;

/// How much may be uploaded.
///
/// @param fileBytes largest file
/// @param uploads unfinished ones at once
/// @param uploadsPerUser unfinished ones of one user at once
/// @param reserveBytes of the disk that stay free
/// @param life of an unfinished upload
public record UploadLimits(long fileBytes, int uploads, int uploadsPerUser, long reserveBytes, Duration life) {
    public UploadLimits {
        if (fileBytes < 1 || uploads < 1 || uploadsPerUser < 1 || reserveBytes < 0 || !life.isPositive()) {
            throw new IllegalArgumentException("a limit must leave room for one upload");
        }
    }
}
