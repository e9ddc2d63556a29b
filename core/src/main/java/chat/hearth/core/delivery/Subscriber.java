package chat.hearth.core.delivery;

import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One live session as delivery sees it: what it may be sent now, and what it must be told later.
///
/// ```
///            start()                 outbox full
/// RESUMING ──────────▶ LIVE ───────────────────────▶ LAGGING ──┐
///  (events wait)        ▲                       (positions only)│
///                       └──────── outbox drained ◀──────────────┘
///                  any ──▶ CLOSED
/// ```
///
/// A session that resumes is subscribed first and read for second; events in between wait here, bounded,
/// so nothing falls between the snapshot and the live stream (G5). A session that reads too slowly is told
/// only where its logs stand and fetches the difference itself (G7); if even the positions are too many, it
/// is closed with SLOW_CONSUMER. Safe for many threads; no method blocks.
public final class Subscriber {
    /// Events that may wait while a session resumes; beyond it their positions wait instead.
    static final int MAX_WAITING = 1024;
    /// Conversations and personal entries whose positions may wait; beyond it the session is closed.
    static final int MAX_POSITIONS = 1024;

    private enum State {
        RESUMING,
        LIVE,
        LAGGING,
        CLOSED
    }

    private record Waiting(LogPosition position, SharedFrame frame) {}

    private record WaitingPersonal(long key, long pts, SharedFrame frame) {}

    private final long user;
    private final Outbox outbox;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<Long, LogPosition> positions = new LinkedHashMap<>();
    private final Map<Long, WaitingPersonal> personal = new LinkedHashMap<>();
    private final Follows follows = new Follows();
    private State state = State.RESUMING;
    private long pts;
    private long checkpointMark;

    public Subscriber(long user, Outbox outbox) {
        this.user = user;
        this.outbox = outbox;
    }

    /// Database key of the user.
    public long user() {
        return user;
    }

    Follows follows() {
        return follows;
    }

    /// Sends an answer to this session's own request, or closes the connection if it has no room for it.
    public void reply(SharedFrame frame) {
        if (!outbox.offer(frame)) {
            close(CloseCode.SLOW_CONSUMER, "the queue of this connection is full");
        }
    }

    /// Sends something that may be lost; a session that is not live does not get it.
    public synchronized void signal(SharedFrame frame) {
        if (state == State.LIVE) {
            outbox.offer(frame);
        }
    }

    /// Ends resuming: what waited is sent unless the snapshot held it already, then the stream is live.
    ///
    /// @param snapshotChanges conversation key to the change up to which the snapshot was sent
    /// @param snapshotPts personal log position of the snapshot
    public synchronized void start(Map<Long, Long> snapshotChanges, long snapshotPts) {
        if (state != State.RESUMING) {
            return;
        }
        state = State.LIVE;
        pts = Math.max(pts, snapshotPts);
        for (var each : waiting) {
            if (each.position.heads().change() > snapshotChanges.getOrDefault(each.position.key(), 0L)) {
                sendOrLag(each.position, each.frame);
            }
        }
        waiting.clear();
        if (!positions.isEmpty() || !personal.isEmpty()) {
            lag();
        }
    }

    /// Closes the connection; nothing is sent to this session any more.
    public void close(CloseCode code, String reason) {
        synchronized (this) {
            state = State.CLOSED;
            waiting.clear();
            positions.clear();
            personal.clear();
        }
        outbox.close(code, reason);
    }

    /// A change of a conversation; `position` is where its log stands with it.
    synchronized void deliver(LogPosition position, SharedFrame frame) {
        switch (state) {
            case RESUMING -> {
                if (waiting.size() < MAX_WAITING && positions.isEmpty()) {
                    waiting.add(new Waiting(position, frame));
                } else {
                    remember(position);
                }
            }
            case LIVE -> sendOrLag(position, frame);
            case LAGGING -> remember(position);
            case CLOSED -> {}
        }
    }

    /// A change of the user's own log. `key` names what it is about: a later change of the same key
    /// replaces an earlier one that still waits.
    synchronized void deliverPersonal(long key, long changePts, SharedFrame frame) {
        switch (state) {
            case RESUMING, LAGGING -> rememberPersonal(key, changePts, frame);
            case LIVE -> {
                if (outbox.offer(frame)) {
                    pts = Math.max(pts, changePts);
                } else {
                    rememberPersonal(key, changePts, frame);
                    lag();
                }
            }
            case CLOSED -> {}
        }
    }

    /// Sends a checkpoint up to a mark whose changes have all been handed to this session, never behind the
    /// last one. Skipped while the session is not live, and when nothing happened since unless `isForced`.
    public synchronized void checkpoint(long mark, boolean isForced, CheckpointFrame frame) {
        long reached = Math.max(mark, checkpointMark);
        if (state == State.LIVE && (reached > checkpointMark || isForced)) {
            if (outbox.offer(new SharedFrame(frame.at(reached, pts)))) {
                checkpointMark = reached;
            }
        }
    }

    private void sendOrLag(LogPosition position, SharedFrame frame) {
        if (state != State.LIVE) {
            remember(position);
        } else if (!outbox.offer(frame)) {
            remember(position);
            lag();
        }
    }

    private void lag() {
        if (state == State.LIVE) {
            state = State.LAGGING;
            outbox.whenDrained(this::catchUp);
        }
    }

    private synchronized void catchUp() {
        if (state != State.LAGGING) {
            return;
        }
        state = State.LIVE;
        sendPositions();
        sendPersonal();
        if (!positions.isEmpty() || !personal.isEmpty()) {
            lag();
        }
    }

    private void sendPositions() {
        for (var each = positions.values().iterator(); each.hasNext(); ) {
            if (!outbox.offer(Frames.position(each.next()))) {
                return;
            }
            each.remove();
        }
    }

    private void sendPersonal() {
        var inOrder = personal.values().stream()
                .sorted((a, b) -> Long.compare(a.pts, b.pts))
                .toList();
        for (var each : inOrder) {
            if (!outbox.offer(each.frame)) {
                return;
            }
            pts = Math.max(pts, each.pts);
            personal.remove(each.key);
        }
    }

    private void remember(LogPosition position) {
        positions.put(position.key(), position);
        closeIfTooMany();
    }

    private void rememberPersonal(long key, long changePts, SharedFrame frame) {
        personal.put(key, new WaitingPersonal(key, changePts, frame));
        closeIfTooMany();
    }

    private void closeIfTooMany() {
        if (positions.size() > MAX_POSITIONS || personal.size() > MAX_POSITIONS) {
            close(CloseCode.SLOW_CONSUMER, "too many positions wait for this connection");
        }
    }

    /// Makes the frame of a checkpoint.
    public interface CheckpointFrame {
        /// The checkpoint of this mark and personal log position.
        ServerFrame at(long mark, long pts);
    }
}
