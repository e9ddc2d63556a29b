package chat.hearth.media.upload;

import chat.hearth.media.store.Card;
import chat.hearth.protocol.id.FileId;
import java.util.concurrent.locks.ReentrantLock;

/// An unfinished upload. Whoever touches its bytes holds its lock.
final class Upload {
    final FileId file;
    final Card card;
    final ReentrantLock lock = new ReentrantLock();
    private volatile long offset;
    private boolean isOver;

    Upload(FileId file, Card card, long offset) {
        this.file = file;
        this.card = card;
        this.offset = offset;
    }

    long offset() {
        return offset;
    }

    void arrived(long upTo) {
        offset = upTo;
    }

    long missing() {
        return card.size() - offset;
    }

    /// Whether it became a file or was dropped, while somebody waited for the lock.
    boolean isOver() {
        return isOver;
    }

    void end() {
        isOver = true;
    }
}
