package chat.hearth.core.delivery;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.conversation.Standings;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.inbox.ResumeQuery;
import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitJournal;
import chat.hearth.core.log.JournalSlice;
import chat.hearth.core.timer.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what was committed and never released here, and tells those online where their logs stand (G4): push
/// is a hint, and a hint may get lost, also the last one before a silence.
///
/// Every half second it reads on in the commit journal. What it reads is judged one reading later, so that a
/// release that is just under way is not taken for a lost one: a loss is repaired within a second, at the cost
/// of one read per conversation, however many are online. What it remembers of releases is bounded by what is
/// committed between two readings.
public final class Repair {
    static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    /// Up to where a log was released, and the mark of the commit that was.
    private record Heard(long mark, long position) {
        Heard with(Heard other) {
            return new Heard(Math.max(mark, other.mark), Math.max(position, other.position));
        }
    }

    private final CommitJournal journal;
    private final ConversationStore conversations;
    private final InboxStore inbox;
    private final Standings standings;
    private final Delivery delivery;
    private final Map<Long, Heard> heardByConversation = new ConcurrentHashMap<>();
    private final Map<Long, Heard> heardByUser = new ConcurrentHashMap<>();
    private @Nullable JournalSlice unjudged;
    private long readUpTo;

    public Repair(
            CommitJournal journal,
            ConversationStore conversations,
            InboxStore inbox,
            Standings standings,
            Delivery delivery) {
        this.journal = journal;
        this.conversations = conversations;
        this.inbox = inbox;
        this.standings = standings;
        this.delivery = delivery;
        this.readUpTo = journal.head();
        delivery.settled(readUpTo);
    }

    /// Reads on from here on, as long as the timers run.
    public void watch(Timers timers) {
        timers.every(INTERVAL, this::round);
    }

    /// A change was handed to delivery.
    public void released(long mark, Change change) {
        switch (change) {
            case Change.MessageAppended(var message, var stored) ->
                hear(heardByConversation, message.conversation(), new Heard(mark, stored.change()));
            case Change.MembersChanged(var row, var _, var _) ->
                hear(heardByConversation, row.key(), new Heard(mark, row.heads().change()));
            case Change.InboxChanged(long user, var entry) -> hear(heardByUser, user, new Heard(mark, entry.pts()));
            case Change.ReadMoved(var _, var _, var position) ->
                hear(heardByUser, position.user(), new Heard(mark, position.pts()));
            case Change.DeviceRevoked _, Change.DeliveredMoved _ -> {}
        }
    }

    private static void hear(Map<Long, Heard> heard, long key, Heard now) {
        heard.merge(key, now, Heard::with);
    }

    private void round() {
        var ripe = unjudged;
        if (ripe != null) {
            judge(ripe);
            unjudged = null;
            delivery.settled(ripe.upTo());
            heardByConversation.values().removeIf(heard -> heard.mark <= ripe.upTo());
            heardByUser.values().removeIf(heard -> heard.mark <= ripe.upTo());
        }
        var slice = journal.after(readUpTo);
        readUpTo = slice.upTo();
        unjudged = slice;
    }

    /// Users first: who has only now become a member follows the conversation by it.
    private void judge(JournalSlice slice) {
        slice.ptsByUser().forEach((user, pts) -> {
            if (isLost(heardByUser, user, pts) && delivery.isOnline(user)) {
                LOG.atWarn().addKeyValue("pts", pts).log("a personal change was not released; it is repaired");
                var held = new ResumeQuery(user, Long.MAX_VALUE, delivery.heldPts(user), Map.of(), 0);
                delivery.missed(user, inbox.resume(held).entries());
            }
        });
        slice.changeByConversation().forEach((key, change) -> {
            if (isLost(heardByConversation, key, change)) {
                conversations.byKey(key).ifPresent(row -> {
                    LOG.atWarn().addKeyValue("change", change).log("a change was not released; it is repaired");
                    standings.changed(row);
                    delivery.missed(new LogPosition(key, row.id(), row.heads()));
                });
            }
        });
    }

    private static boolean isLost(Map<Long, Heard> heard, long key, long position) {
        var known = heard.get(key);
        return known == null || known.position < position;
    }
}
