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

    /// What came while the session resumed, in its order.
    private sealed interface Waiting {}

    private record WaitingEvent(long mark, LogPosition position, SharedFrame frame) implements Waiting {}

    private record WaitingPersonal(long mark, long key, long pts, SharedFrame frame) implements Waiting {}

    private final long user;
    private final Outbox outbox;
    private final Map<Long, LogPosition> positions = new LinkedHashMap<>();
    private final Map<Long, WaitingPersonal> personal = new LinkedHashMap<>();
    /// The newest watermarks of each direct conversation that could not be told yet.
    private final Map<Long, SharedFrame> receipts = new LinkedHashMap<>();
    private final Follows follows = new Follows();
    private State state = State.RESUMING;
    private List<Waiting> waiting = new ArrayList<>();
    private long pts;
    /// The last mark of which this session was sent something, or sent something itself.
    private long touchedMark;

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

    /// How far the other side of a direct conversation has received and read. A later one replaces an earlier one that
    /// waits.
    synchronized void receipt(long conversation, SharedFrame frame) {
        switch (state) {
            case RESUMING, LAGGING -> remember(conversation, frame);
            case LIVE -> {
                if (!outbox.offer(frame)) {
                    remember(conversation, frame);
                    lag();
                }
            }
            case CLOSED -> {}
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
        positions.values().removeIf(position -> isIn(snapshotChanges, position));
        personal.values().removeIf(each -> each.pts <= snapshotPts);
        var waited = waiting;
        waiting = List.of();
        for (var each : waited) {
            switch (each) {
                case WaitingEvent(long mark, LogPosition position, SharedFrame frame) -> {
                    if (!isIn(snapshotChanges, position)) {
                        deliver(mark, position, frame);
                    }
                }
                case WaitingPersonal(long mark, long key, long changePts, SharedFrame frame) -> {
                    if (changePts > snapshotPts) {
                        deliverPersonal(mark, key, changePts, frame);
                    }
                }
            }
        }
        sendWaiting();
    }

    private static boolean isIn(Map<Long, Long> snapshotChanges, LogPosition position) {
        return position.heads().change() <= snapshotChanges.getOrDefault(position.key(), 0L);
    }

    /// Closes the connection; nothing is sent to this session any more. Only the first call counts.
    public void close(CloseCode code, String reason) {
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            waiting = List.of();
            positions.clear();
            personal.clear();
            receipts.clear();
        }
        outbox.close(code, reason);
    }

    /// A change of a conversation; `position` is where its log stands with it.
    synchronized void deliver(long mark, LogPosition position, SharedFrame frame) {
        passed(mark);
        switch (state) {
            case RESUMING -> {
                if (hasRoomToWait()) {
                    waiting.add(new WaitingEvent(mark, position, frame));
                } else {
                    remember(position);
                }
            }
            case LIVE -> {
                if (!outbox.offer(frame)) {
                    remember(position);
                    lag();
                }
            }
            case LAGGING -> remember(position);
            case CLOSED -> {}
        }
    }

    /// A change of the user's own log. `key` names what it is about: a later change of the same key
    /// replaces an earlier one that still waits.
    synchronized void deliverPersonal(long mark, long key, long changePts, SharedFrame frame) {
        passed(mark);
        var change = new WaitingPersonal(mark, key, changePts, frame);
        switch (state) {
            case RESUMING -> {
                if (hasRoomToWait()) {
                    waiting.add(change);
                } else {
                    remember(change);
                }
            }
            case LIVE -> {
                if (outbox.offer(frame)) {
                    pts = Math.max(pts, changePts);
                } else {
                    remember(change);
                    lag();
                }
            }
            case LAGGING -> remember(change);
            case CLOSED -> {}
        }
    }

    /// A conversation moved to here, and the event that would have said so was lost.
    synchronized void missed(LogPosition position) {
        if (state != State.CLOSED) {
            remember(position);
            sendWaiting();
        }
    }

    /// The personal log position that was sent.
    synchronized long pts() {
        return pts;
    }

    /// A change with this mark concerns the session, whether or not it is sent to it.
    synchronized void passed(long mark) {
        touchedMark = Math.max(touchedMark, mark);
    }

    /// Sends a checkpoint up to a mark whose changes have all been handed to this session, never behind the
    /// last one. Skipped while the session is not live, and when nothing concerned it since unless
    /// `isForced`: an idle session costs nothing while others talk.
    public synchronized void checkpoint(long mark, boolean isForced, CheckpointFrame frame) {
        long reached = Math.max(mark, checkpointMark);
        boolean isDue = reached > checkpointMark && touchedMark > checkpointMark;
        if (state == State.LIVE && (isDue || isForced) && outbox.offer(new SharedFrame(frame.at(reached, pts)))) {
            checkpointMark = reached;
        }
    }

    private boolean hasRoomToWait() {
        return waiting.size() < MAX_WAITING && positions.isEmpty() && personal.isEmpty();
    }

    private void lag() {
        if (state == State.LIVE) {
            state = State.LAGGING;
            outbox.whenDrained(this::catchUp);
        }
    }

    private synchronized void catchUp() {
        if (state == State.LAGGING) {
            state = State.LIVE;
            sendWaiting();
        }
    }

    private void sendWaiting() {
        if (state != State.LIVE) {
            return;
        }
        sendPositions();
        sendPersonal();
        sendReceipts();
        if (!positions.isEmpty() || !personal.isEmpty() || !receipts.isEmpty()) {
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

    private void sendReceipts() {
        for (var each = receipts.values().iterator(); each.hasNext(); ) {
            if (!outbox.offer(each.next())) {
                return;
            }
            each.remove();
        }
    }

    private void remember(long conversation, SharedFrame receipt) {
        receipts.put(conversation, receipt);
        closeIfTooMany();
    }

    private void remember(LogPosition position) {
        positions.merge(position.key(), position, Subscriber::newer);
        closeIfTooMany();
    }

    private static LogPosition newer(LogPosition a, LogPosition b) {
        return a.heads().change() > b.heads().change() ? a : b;
    }

    private void remember(WaitingPersonal change) {
        personal.merge(change.key, change, (a, b) -> a.pts > b.pts ? a : b);
        closeIfTooMany();
    }

    private void closeIfTooMany() {
        int most = Math.max(receipts.size(), Math.max(positions.size(), personal.size()));
        if (most > MAX_POSITIONS) {
            close(CloseCode.SLOW_CONSUMER, "too many positions wait for this connection");
        }
    }

    /// Makes the frame of a checkpoint.
    public interface CheckpointFrame {
        /// The checkpoint of this mark and personal log position.
        ServerFrame at(long mark, long pts);
    }
}
