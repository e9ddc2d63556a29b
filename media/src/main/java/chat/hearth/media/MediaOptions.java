package chat.hearth.media;

import chat.hearth.media.http.MediaRoutes;
import chat.hearth.media.upload.UploadLimits;
import java.nio.file.Path;
import java.time.Duration;

/// Where files are kept and how many.
///
/// @param folder made if it does not exist
public record MediaOptions(Path folder, UploadLimits uploads, MediaRoutes.Traffic traffic) {
    private static final int CHUNK_BYTES = 512 * 1024;
    private static final long RESERVE_BYTES = 1L << 30;

    /// Chunks of 512 KiB, so that the body limit of common proxies is never met; 1 GiB of the disk stays
    /// free.
    ///
    /// @param fileBytes largest file
    public static MediaOptions standard(Path folder, long fileBytes) {
        return new MediaOptions(
                folder,
                new UploadLimits(fileBytes, 1000, 20, RESERVE_BYTES, Duration.ofHours(24)),
                new MediaRoutes.Traffic(CHUNK_BYTES, 64, 256));
    }
}
