package chat.hearth.media.http;

import chat.hearth.kit.http.Lane;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.RouteLimits;
import chat.hearth.kit.http.Router;
import chat.hearth.media.store.FileFolder;
import chat.hearth.media.upload.Uploads;
import chat.hearth.protocol.credential.GrantKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Every path of the file store. Downloads and chunks have lanes of their own: neither waits for the other,
/// nor anything else for them.
public final class MediaRoutes {
    private static final List<String> PREFIXES = List.of("", "/session");
    private static final int BEGIN_BODY = 1024;
    /// Long enough for a chunk over 9 kB/s.
    private static final Duration CHUNK_DEADLINE = Duration.ofSeconds(60);

    private final UploadRequests uploads;
    private final Downloads downloads;
    private final RouteLimits chunkLimits;
    private final RouteLimits downloadLimits;

    /// How much is moved at once.
    ///
    /// @param chunkBytes largest chunk; so much memory is held for each that arrives
    /// @param chunks that arrive at once
    /// @param downloads under way at once
    public record Traffic(int chunkBytes, int chunks, int downloads) {}

    public MediaRoutes(FileFolder folder, Uploads uploads, GrantKey key, Traffic traffic, InstantSource clock) {
        this.uploads = new UploadRequests(uploads, key, traffic.chunkBytes());
        this.downloads = new Downloads(folder, key, clock);
        this.chunkLimits =
                RouteLimits.body(traffic.chunkBytes()).within(CHUNK_DEADLINE).on(Lane.of(traffic.chunks()));
        this.downloadLimits = RouteLimits.body(0).on(Lane.of(traffic.downloads()));
    }

    /// Adds the paths.
    public void mount(Router.Builder router) {
        for (var prefix : PREFIXES) {
            var files = prefix + "/files";
            var unfinished = files + "/uploads/";
            router.at("POST", files, BEGIN_BODY, uploads::begin)
                    .at("POST", files + "/uploads", BEGIN_BODY, uploads::begin)
                    .below("PATCH", unfinished, chunkLimits, request -> uploads.append(request, tail(request)))
                    .below("HEAD", unfinished, request -> uploads.offset(request, tail(request)))
                    .below("GET", files + "/", downloadLimits, request -> downloads.answer(request, tail(request)));
        }
    }

    /// The last segment of the path. Only what equals the id in a grant goes further.
    private static String tail(Request request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }
}
