package chat.hearth.media;

import chat.hearth.kit.http.Router;
import chat.hearth.media.http.MediaRoutes;
import chat.hearth.media.store.FileFolder;
import chat.hearth.media.store.MediaFault;
import chat.hearth.media.upload.Uploads;
import chat.hearth.protocol.credential.GrantKey;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The file store, put together: open it, mount its routes, close it.
public final class MediaServer implements AutoCloseable {
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    private final MediaRoutes routes;
    private final ScheduledThreadPoolExecutor sweeper;

    private MediaServer(MediaRoutes routes, ScheduledThreadPoolExecutor sweeper) {
        this.routes = routes;
        this.sweeper = sweeper;
    }

    /// Opens the folder and takes up unfinished uploads.
    ///
    /// @param key shared with the IM nodes
    /// @throws MediaFault if the folder can't be used
    public static MediaServer open(MediaOptions options, GrantKey key, InstantSource clock) {
        try {
            var folder = FileFolder.open(options.folder());
            var uploads = Uploads.open(folder, options.uploads(), clock);
            var sweeper = new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("hearth-uploads").daemon().factory());
            var _ = sweeper.scheduleWithFixedDelay(
                    uploads::sweep, SWEEP_EVERY.toSeconds(), SWEEP_EVERY.toSeconds(), TimeUnit.SECONDS);
            return new MediaServer(new MediaRoutes(folder, uploads, key, options.traffic(), clock), sweeper);
        } catch (IOException e) {
            throw new MediaFault("the files' folder " + options.folder() + " can't be used", e);
        }
    }

    /// Adds the paths below `/files`, at the root and below `/session`.
    public void mount(Router.Builder router) {
        routes.mount(router);
    }

    /// What was acknowledged is on disk already.
    @Override
    public void close() {
        sweeper.shutdownNow();
    }
}
