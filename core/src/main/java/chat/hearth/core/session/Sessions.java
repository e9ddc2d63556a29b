package chat.hearth.core.session;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.delivery.Delivery;
import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.timer.Timers;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.CaughtUp;
import chat.hearth.protocol.v1.Checkpoint;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Have;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Resumed;
import chat.hearth.protocol.v1.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The live sessions of this node: how they catch up, how they are told where they stand, how they end.
///
/// One device has one session; a newer one closes the older (SESSION_REPLACED).
public final class Sessions {
    /// Conversations whose position a hello may name.
    public static final int MAX_HAVE = 256;

    /// Events that a resume sends; beyond it positions are told and the client fetches.
    static final int MAX_EVENTS = 300;

    private final Environment environment;
    private final Delivery delivery;
    private final InboxStore inbox;
    private final ConversationStore conversations;
    private final Admission admission;
    private final Sealer sealer;
    private final Map<Long, Session> byDevice = new ConcurrentHashMap<>();
    private long rounds;

    public Sessions(
            Environment environment,
            Delivery delivery,
            InboxStore inbox,
            ConversationStore conversations,
            Admission admission,
            Sealer sealer) {
        this.environment = environment;
        this.delivery = delivery;
        this.inbox = inbox;
        this.conversations = conversations;
        this.admission = admission;
        this.sealer = sealer;
    }

    /// Starts a session whose welcome was queued: subscribes it, sends what it missed, and lets it live.
    ///
    /// Subscribed first, read for second, released third (G5). Blocks.
    public void start(Session session, Hello hello) {
        var subscriber = session.subscriber();
        var older = byDevice.put(session.device(), session);
        if (older != null) {
            older.subscriber().close(CloseCode.SESSION_REPLACED, "a newer connection of this device");
            delivery.leave(older.subscriber());
        }
        delivery.enter(subscriber);
        delivery.follow(subscriber, inbox.conversationsOf(session.caller().key()));
        var cursor = Cursor.open(sealer, hello.getCursor()).filter(c -> c.belongsTo(environment, session));
        var snapshot = inbox.resume(cursor.map(c -> query(session, c, hello)).orElseGet(() -> headOnly(session)));
        reply(subscriber, resumed(hello, cursor));
        var sent = cursor.isPresent() ? send(subscriber, snapshot) : Map.<Long, Long>of();
        reply(subscriber, ServerFrame.newBuilder().setCaughtUp(CaughtUp.getDefaultInstance()));
        subscriber.start(sent, snapshot.pts());
        subscriber.checkpoint(snapshot.nextMark() - 1, true, (mark, pts) -> checkpoint(session, mark, pts, false));
    }

    /// Ends a session whose connection is gone. Call it after [#start] has returned.
    public void end(Session session) {
        byDevice.remove(session.device(), session);
        delivery.leave(session.subscriber());
    }

    /// How many sessions are live here.
    public int count() {
        return byDevice.size();
    }

    /// Closes every session, because this node stops.
    public void closeAll() {
        byDevice.values().forEach(session -> session.subscriber().close(CloseCode.NODE_STOPPING, "the node stops"));
    }

    /// Sends checkpoints regularly.
    public void checkpointEvery(Duration interval, Timers timers) {
        long roundsPerTicket =
                Math.max(1, admission.reconnectTicketLife().toMillis() / 2 / Math.max(1, interval.toMillis()));
        timers.every(interval, () -> checkpoints(roundsPerTicket));
    }

    private void checkpoints(long roundsPerTicket) {
        long committed = delivery.committedMark();
        boolean isTicketDue = ++rounds % roundsPerTicket == 0;
        byDevice.values()
                .forEach(session -> session.subscriber()
                        .checkpoint(
                                committed, isTicketDue, (mark, pts) -> checkpoint(session, mark, pts, isTicketDue)));
    }

    private ServerFrame checkpoint(Session session, long mark, long pts, boolean isTicketDue) {
        var cursor = new Cursor(
                environment.id(), environment.epoch(), session.caller().key(), session.device(), mark + 1, pts);
        return ServerFrame.newBuilder()
                .setCheckpoint(Checkpoint.newBuilder()
                        .setCursor(cursor.seal(sealer))
                        .setReconnectTicket(isTicketDue ? admission.reconnectTicket(session) : ""))
                .build();
    }

    private ResumeQuery query(Session session, Cursor cursor, Hello hello) {
        return new ResumeQuery(
                session.caller().key(), cursor.mark(), cursor.pts(), held(hello.getHaveList()), MAX_EVENTS);
    }

    /// Reads no differences, only where the marks stand.
    private static ResumeQuery headOnly(Session session) {
        return new ResumeQuery(session.caller().key(), Long.MAX_VALUE, Long.MAX_VALUE, Map.of(), 0);
    }

    private Map<Long, Long> held(List<Have> have) {
        var held = new HashMap<Long, Long>();
        have.stream()
                .limit(MAX_HAVE)
                .filter(each -> ConversationId.isValid(each.getConversation()))
                .forEach(each -> conversations
                        .byId(new ConversationId(each.getConversation()))
                        .map(StoredConversation::key)
                        .ifPresent(key -> held.put(key, each.getChange())));
        return held;
    }

    private static ServerFrame.Builder resumed(Hello hello, Optional<Cursor> cursor) {
        var reason = cursor.isPresent() || hello.getCursor().isEmpty()
                ? ""
                : "The cursor is of another installation, epoch, user or device, or damaged.";
        return ServerFrame.newBuilder()
                .setResumed(
                        Resumed.newBuilder().setRecovered(cursor.isPresent()).setReason(reason));
    }

    /// Sends the snapshot; the answer is each touched conversation's change head in it.
    private static Map<Long, Long> send(Subscriber subscriber, ResumeSnapshot snapshot) {
        var sent = new HashMap<Long, Long>();
        snapshot.entries().forEach(entry -> subscriber.reply(MissedFrames.entry(entry)));
        for (var touched : snapshot.touched()) {
            subscriber.reply(MissedFrames.of(touched));
            sent.put(
                    touched.conversation().key(), touched.conversation().heads().change());
        }
        return sent;
    }

    private static void reply(Subscriber subscriber, ServerFrame.Builder frame) {
        subscriber.reply(new SharedFrame(frame.build()));
    }
}
