package chat.hearth.core.session;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.CaughtUp;
import chat.hearth.protocol.v1.Have;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Resumed;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Brings a device that returns up to the present: reads what it missed in one snapshot and sends it.
///
/// Either everything missed is sent or told (`recovered`), or nothing is and the client starts over with the
/// reason; never a part. What is sent is bounded, so that it always fits into the connection's queue.
public final class Resumption {
    /// Changed rows that a resume carries; beyond it positions are told and the client fetches.
    static final int MAX_EVENTS = 300;
    /// Conversations and inbox entries that a resume carries; beyond it the list is loaded afresh.
    static final int MAX_FRAMES = 512;

    private static final String FOREIGN = "The cursor is of another installation, epoch, user or device, or damaged.";
    private static final String AHEAD = "A position is ahead of the server: what is held is of another history.";
    private static final String TOO_MUCH = "More conversations changed than a resume carries.";

    private final Environment environment;
    private final InboxStore inbox;
    private final ConversationStore conversations;
    private final Sealer sealer;
    private final int maxFrameBytes;

    /// A resumption whose frames are at most so large.
    public Resumption(
            Environment environment,
            InboxStore inbox,
            ConversationStore conversations,
            Sealer sealer,
            int maxFrameBytes) {
        this.environment = environment;
        this.inbox = inbox;
        this.conversations = conversations;
        this.sealer = sealer;
        this.maxFrameBytes = maxFrameBytes;
    }

    /// Where a session stands when it has caught up.
    ///
    /// @param changesByConversation the change up to which each sent conversation is known
    /// @param pts the personal log position
    /// @param nextMark the mark to resume from
    record Point(Map<Long, Long> changesByConversation, long pts, long nextMark) {}

    /// What was read, and why it can't be sent; empty if it can.
    private record Missed(ResumeSnapshot snapshot, boolean isRecovered, String reason) {}

    /// Sends everything from `resumed` to `caughtUp`. Blocks.
    Point run(Session session, Hello hello) {
        var subscriber = session.subscriber();
        var missed = missed(session, hello);
        reply(
                subscriber,
                ServerFrame.newBuilder()
                        .setResumed(Resumed.newBuilder()
                                .setRecovered(missed.isRecovered)
                                .setReason(missed.reason)));
        var changes = new HashMap<Long, Long>();
        if (missed.isRecovered) {
            MissedFrames.of(missed.snapshot, session.caller().id(), maxFrameBytes)
                    .forEach(subscriber::reply);
            missed.snapshot
                    .touched()
                    .forEach(each -> changes.put(
                            each.conversation().key(),
                            each.conversation().heads().change()));
        }
        reply(subscriber, ServerFrame.newBuilder().setCaughtUp(CaughtUp.getDefaultInstance()));
        return new Point(changes, missed.snapshot.pts(), missed.snapshot.nextMark());
    }

    private Missed missed(Session session, Hello hello) {
        if (hello.getCursor().isEmpty()) {
            return startOver(session, "");
        }
        var cursor = Cursor.open(sealer, hello.getCursor()).filter(c -> c.belongsTo(environment, session));
        if (cursor.isEmpty()) {
            return startOver(session, FOREIGN);
        }
        var held = held(hello);
        return held.isPresent() ? missed(session, cursor.get(), held.get()) : startOver(session, AHEAD);
    }

    private Missed missed(Session session, Cursor cursor, Map<Long, Long> held) {
        var snapshot =
                inbox.resume(new ResumeQuery(session.caller().key(), cursor.mark(), cursor.pts(), held, MAX_EVENTS));
        if (cursor.mark() > snapshot.nextMark() || cursor.pts() > snapshot.pts()) {
            return new Missed(snapshot, false, AHEAD);
        }
        long receipts = snapshot.touched().stream()
                .filter(each -> each.counterpartDeliveredSeq() > 0)
                .count();
        return snapshot.touched().size() + snapshot.entries().size() + receipts > MAX_FRAMES
                ? new Missed(snapshot, false, TOO_MUCH)
                : new Missed(snapshot, true, "");
    }

    /// Reads no differences, only where the marks stand.
    private Missed startOver(Session session, String reason) {
        var heads = new ResumeQuery(session.caller().key(), Long.MAX_VALUE, Long.MAX_VALUE, Map.of(), 0);
        return new Missed(inbox.resume(heads), false, reason);
    }

    /// Conversation key to the change held; empty if the client holds more than there is.
    private Optional<Map<Long, Long>> held(Hello hello) {
        var changeByKey = new HashMap<Long, Long>();
        for (var each : hello.getHaveList().stream().limit(Sessions.MAX_HAVE).toList()) {
            var row = conversation(each);
            if (row.isPresent() && each.getChange() > row.get().heads().change()) {
                return Optional.empty();
            }
            row.ifPresent(found -> changeByKey.put(found.key(), Math.max(0, each.getChange())));
        }
        return Optional.of(changeByKey);
    }

    private Optional<StoredConversation> conversation(Have have) {
        return ConversationId.isValid(have.getConversation())
                ? conversations.byId(new ConversationId(have.getConversation()))
                : Optional.empty();
    }

    private static void reply(Subscriber subscriber, ServerFrame.Builder frame) {
        subscriber.reply(new SharedFrame(frame.build()));
    }
}
