package chat.hearth.media.upload;

import chat.hearth.media.store.Card;
import chat.hearth.media.store.FileFolder;
import chat.hearth.media.store.FileName;
import chat.hearth.media.store.MediaFault;
import chat.hearth.media.upload.UploadOutcome.Arrived;
import chat.hearth.media.upload.UploadOutcome.Misplaced;
import chat.hearth.media.upload.UploadOutcome.Refused;
import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.v1.ErrorCode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All unfinished uploads. Methods block while they write.
public final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final FileFolder folder;
    private final UploadLimits limits;
    private final InstantSource clock;
    private final Map<FileId, Upload> uploadsByFile = new ConcurrentHashMap<>();

    private Uploads(FileFolder folder, UploadLimits limits, InstantSource clock) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
    }

    /// Takes up what was unfinished when the last process ended.
    public static Uploads open(FileFolder folder, UploadLimits limits, InstantSource clock) throws IOException {
        var uploads = new Uploads(folder, limits, clock);
        for (var file : folder.unfinished()) {
            try {
                uploads.takeUp(file);
            } catch (IOException e) {
                LOG.atWarn().setCause(e).addKeyValue("file", file).log("an unfinished upload can't be taken up");
            }
        }
        uploads.sweep();
        return uploads;
    }

    /// Begins an upload, or answers where it stands: the same request may be repeated.
    public UploadOutcome begin(FileGrant.Upload grant) {
        return guarded(() -> {
            var known = known(grant.file());
            if (known != null) {
                return known;
            }
            if (grant.expiresAtMs() <= clock.millis()) {
                return refused(ErrorCode.GRANT_EXPIRED);
            }
            return grant.size() > limits.fileBytes()
                    ? new Refused(ErrorCode.FILE_TOO_LARGE, "at most " + limits.fileBytes() + " bytes are taken")
                    : add(grant);
        });
    }

    /// Where an upload stands. A grant counts as long as the upload it began.
    public UploadOutcome offset(FileGrant.Upload grant) {
        return guarded(() -> {
            var known = known(grant.file());
            return known == null ? refused(ErrorCode.FILE_NOT_FOUND) : known;
        });
    }

    /// Takes a chunk that goes on at `at`.
    public UploadOutcome append(FileGrant.Upload grant, long at, byte[] bytes) {
        return guarded(() -> {
            var upload = uploadsByFile.get(grant.file());
            if (upload == null) {
                return repeated(grant.file(), at, bytes);
            }
            upload.lock.lock();
            try {
                return upload.isOver() ? repeated(grant.file(), at, bytes) : append(upload, at, bytes);
            } finally {
                upload.lock.unlock();
            }
        });
    }

    /// Forgets uploads that were begun too long ago.
    public void sweep() {
        long oldest = clock.millis() - limits.life().toMillis();
        for (var upload : List.copyOf(uploadsByFile.values())) {
            if (upload.card.atMs() < oldest && upload.lock.tryLock()) {
                try {
                    drop(upload);
                } catch (IOException e) {
                    LOG.atWarn().setCause(e).addKeyValue("file", upload.file).log("an upload could not be removed");
                } finally {
                    upload.lock.unlock();
                }
            }
        }
    }

    private void takeUp(FileId file) throws IOException {
        var card = folder.begun(file);
        if (card.isEmpty() || folder.find(file).isPresent()) {
            folder.drop(file);
            return;
        }
        var upload = new Upload(file, card.get(), folder.arrived(file));
        uploadsByFile.put(file, upload);
        var _ = settle(upload);
    }

    /// One at a time, so that two beginnings can't both take the last room.
    private synchronized UploadOutcome add(FileGrant.Upload grant) throws IOException {
        var known = known(grant.file());
        if (known != null) {
            return known;
        }
        long own = uploadsByFile.values().stream()
                .filter(upload -> upload.card.sender().equals(grant.user()))
                .count();
        if (uploadsByFile.size() >= limits.uploads() || own >= limits.uploadsPerUser()) {
            return refused(ErrorCode.TOO_MANY_UPLOADS);
        }
        long promised =
                uploadsByFile.values().stream().mapToLong(Upload::missing).sum();
        if (!hasRoom(promised + grant.size())) {
            return refused(ErrorCode.STORAGE_FULL);
        }
        var card = new Card(
                grant.scope(), grant.user(), FileName.of(grant.name()), grant.size(), grant.type(), "", clock.millis());
        folder.begin(grant.file(), card);
        uploadsByFile.put(grant.file(), new Upload(grant.file(), card, 0));
        return new Arrived(0, grant.size());
    }

    private UploadOutcome append(Upload upload, long at, byte[] bytes) throws IOException {
        long end = at + bytes.length;
        if (bytes.length == 0 || at < 0 || end > upload.card.size()) {
            return new Refused(
                    ErrorCode.INVALID_ARGUMENT, "the file was granted with " + upload.card.size() + " bytes");
        }
        if (at != upload.offset()) {
            boolean isRepeated = end <= upload.offset() && folder.holds(upload.file, at, bytes);
            return isRepeated ? settle(upload) : new Misplaced(upload.offset(), upload.card.size());
        }
        if (!hasRoom(bytes.length)) {
            return refused(ErrorCode.STORAGE_FULL);
        }
        folder.append(upload.file, at, bytes);
        upload.arrived(end);
        return settle(upload);
    }

    /// Does what the bytes that have arrived ask for: an image that is none is dropped, a whole file is
    /// finished. May be repeated: a fault or a crash may have come in between.
    private UploadOutcome settle(Upload upload) throws IOException {
        boolean canTell = upload.offset() >= ImageSigns.TELLING_BYTES || upload.missing() <= 0;
        if (canTell && !isHonest(upload)) {
            drop(upload);
            return refused(ErrorCode.FILE_TYPE_WRONG);
        }
        if (upload.missing() <= 0) {
            folder.finish(upload.file, upload.card, clock.millis());
            upload.end();
            uploadsByFile.remove(upload.file);
        }
        return where(upload);
    }

    private boolean isHonest(Upload upload) throws IOException {
        return ImageSigns.isHonest(upload.card.type(), folder.start(upload.file, ImageSigns.TELLING_BYTES));
    }

    private void drop(Upload upload) throws IOException {
        folder.drop(upload.file);
        upload.end();
        uploadsByFile.remove(upload.file);
    }

    /// A chunk for what is complete: harmless if it was taken before.
    private UploadOutcome repeated(FileId file, long at, byte[] bytes) throws IOException {
        var card = folder.find(file);
        if (card.isEmpty()) {
            return refused(ErrorCode.FILE_NOT_FOUND);
        }
        long size = card.get().size();
        return at >= 0 && bytes.length > 0 && at + bytes.length <= size && folder.holds(file, at, bytes)
                ? new Arrived(size, size)
                : new Misplaced(size, size);
    }

    /// Where an upload or a file stands; null if there is neither.
    private @Nullable UploadOutcome known(FileId file) throws IOException {
        var upload = uploadsByFile.get(file);
        if (upload != null && upload.missing() > 0) {
            return where(upload);
        }
        if (upload != null) {
            // All bytes are there, and somebody is making them a file, or failed to.
            upload.lock.lock();
            try {
                if (!upload.isOver()) {
                    return settle(upload);
                }
            } finally {
                upload.lock.unlock();
            }
        }
        return folder.find(file)
                .map(card -> new Arrived(card.size(), card.size()))
                .orElse(null);
    }

    private static Arrived where(Upload upload) {
        return new Arrived(upload.offset(), upload.card.size());
    }

    private boolean hasRoom(long bytes) throws IOException {
        return folder.usableBytes() - bytes >= limits.reserveBytes();
    }

    private static Refused refused(ErrorCode code) {
        return new Refused(code, Catalogue.of(code).getMeaning());
    }

    private interface Work {
        UploadOutcome run() throws IOException;
    }

    private static UploadOutcome guarded(Work work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new MediaFault("an upload could not be written", e);
        }
    }
}
