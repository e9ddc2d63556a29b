package chat.hearth.client.sync;

import chat.hearth.client.request.Calls;
import chat.hearth.client.wire.ClientLoop;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationChange;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.Have;
import chat.hearth.protocol.v1.History;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.PersonalChange;
import chat.hearth.protocol.v1.Position;
import chat.hearth.protocol.v1.Receipt;
import chat.hearth.protocol.v1.Sent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All conversations of one client: takes events, acks, positions and personal changes, and fetches what
/// is missing. On the client's loop only.
///
/// A client that starts without a past lists its conversations once; what is there by then is history, and
/// everything after it is told. A conversation that appears later is told from its first visible message.
public final class Conversations {
    /// An appearing conversation's first event usually follows at once; only then is it fetched.
    private static final long GRACE_MS = 50;

    private final Questions questions;
    private final SyncBounds bounds;
    private final ConversationListener listener;
    private final Differences differences;
    private final Listing listing;
    private final Runnable whenSettled;
    private final LinkedHashMap<String, Timeline> timelines = new LinkedHashMap<>(16, 0.75f, true);
    private String me = "";
    private int inGrace;
    private long pts;
    private boolean hasForgotten;

    /// Begins without a past.
    ///
    /// @param whenSettled told when nothing is listed or fetched any more
    public Conversations(
            ClientLoop loop, Calls calls, SyncBounds bounds, ConversationListener listener, Runnable whenSettled) {
        this.bounds = bounds;
        this.listener = listener;
        this.whenSettled = whenSettled;
        this.questions = new Questions(loop, calls);
        this.differences = new Differences(questions, bounds, this::gone, this::settled);
        this.listing = new Listing(questions, this);
    }

    /// Takes up what an earlier client held.
    public void restore(String user, List<Held> past) {
        me = user;
        for (var each : past) {
            create(each.conversation()).startAt(each.change(), each.told());
        }
        listing.hasPast();
    }

    /// A connection was welcomed.
    public void welcomed(String user) {
        me = user;
        differences.attached();
    }

    /// The server said whether the cursor could be used.
    ///
    /// @param isSetBack a cursor was given and is of no use: what is held may be of another history
    public void resumed(boolean isRecovered, boolean isSetBack) {
        if (!isRecovered) {
            pts = 0;
        }
        if (isSetBack) {
            timelines.sequencedValues().forEach(Timeline::suspect);
        }
        listing.resumed(isRecovered);
        List.copyOf(timelines.values()).forEach(differences::check);
    }

    /// The connection is gone.
    public void detached() {
        questions.voidAll();
        differences.detached();
        listing.detached();
    }

    /// Whether nothing is known to be missing: then a checkpoint covers what is held.
    public boolean isSettled() {
        return differences.isSettled() && listing.isDone() && inGrace == 0;
    }

    /// A durable change of a conversation.
    public void changed(ConversationChange change) {
        var timeline = find(change.getConversation());
        timeline.offer(change);
        checkOrDrop(timeline);
    }

    /// A conversation moved on unseen.
    public void moved(Position position) {
        var timeline = find(position.getConversation());
        timeline.expect(position.getChangeHead());
        checkOrDrop(timeline);
    }

    /// A difference since what the hello said, unasked.
    public void missed(Diff diff) {
        var timeline = timelines.get(diff.getConversation());
        if (timeline == null || !timeline.isPlaced()) {
            // Its beginning is not known here: fetched as for any conversation that moved unseen.
            moved(Position.newBuilder()
                    .setConversation(diff.getConversation())
                    .setChangeHead(diff.getToChange())
                    .build());
        } else if (diff.getStartOver()) {
            differences.startOver(timeline);
        } else {
            timeline.apply(diff);
            checkOrDrop(timeline);
        }
    }

    /// A durable change of my own log. Changes of the same thing may have been merged, so numbers skip.
    public void changed(PersonalChange change) {
        if (change.getPts() <= pts) {
            return;
        }
        pts = change.getPts();
        switch (change.getEntryCase()) {
            case CONVERSATION -> appeared(change.getConversation());
            case READ -> {
                var read = change.getRead();
                Optional.ofNullable(timelines.get(read.getConversation()))
                        .ifPresent(timeline -> timeline.read(read.getReadSeq(), read.getReadCounted()));
            }
            case ENTRY_NOT_SET -> {}
        }
    }

    /// My send was acknowledged.
    public void acknowledged(String conversation, Body body, Sent sent) {
        var timeline = find(conversation);
        timeline.acknowledged(sent, body);
        checkOrDrop(timeline);
    }

    /// Somebody received or read on.
    public void received(Receipt receipt) {
        Optional.ofNullable(timelines.get(receipt.getConversation())).ifPresent(timeline -> timeline.received(receipt));
    }

    /// A page of history was read.
    public void paged(History page) {
        Optional.ofNullable(timelines.get(page.getConversation()))
                .ifPresent(timeline -> timeline.page(page.getMessagesList()));
    }

    /// What is held of the most recently active conversations, at most so many, most recent first.
    public List<Have> haves(int limit) {
        return timelines.sequencedValues().reversed().stream()
                .filter(timeline -> timeline.isPlaced() && timeline.have() > 0)
                .limit(limit)
                .map(timeline -> Have.newBuilder()
                        .setConversation(timeline.conversation())
                        .setChange(timeline.have())
                        .build())
                .toList();
    }

    /// Everything held, to be taken up by [#restore].
    public List<Held> held() {
        return timelines.sequencedValues().stream()
                .filter(Timeline::isPlaced)
                .map(timeline -> new Held(timeline.conversation(), timeline.have(), timeline.told()))
                .toList();
    }

    /// The states of all conversations, the most recently active first.
    public List<Conversation> states() {
        return timelines.sequencedValues().reversed().stream()
                .map(Timeline::state)
                .toList();
    }

    /// The newest messages held of a conversation, by ascending seq.
    public List<Message> window(String conversation) {
        var timeline = timelines.get(conversation);
        return timeline == null ? List.of() : timeline.window();
    }

    /// A conversation of the list, or one that was asked for by name.
    void listed(Conversation snapshot) {
        var timeline = timelines.get(snapshot.getConversation());
        if (timeline == null) {
            timeline = create(snapshot.getConversation());
            if (!listing.isBaseline()) {
                timeline.startAt(0, Math.max(0, snapshot.getVisibleFromSeq() - 1));
            }
        }
        if (!timeline.isPlaced()) {
            timeline.startAt(snapshot);
        } else if (snapshot.getChangeHead() < timeline.have() && !listing.isBaseline()) {
            differences.startOver(timeline);
        } else {
            timeline.describe(snapshot);
        }
        differences.check(timeline);
    }

    /// Held, but not in the list.
    List<String> missingFrom(Set<String> listedIds) {
        return timelines.sequencedKeySet().stream()
                .filter(id -> !listedIds.contains(id))
                .toList();
    }

    void gone(String conversation) {
        var timeline = timelines.get(conversation);
        if (timeline != null) {
            gone(timeline);
        }
    }

    void settled() {
        if (isSettled()) {
            whenSettled.run();
        }
    }

    private void appeared(Conversation snapshot) {
        if (!snapshot.getPresent()) {
            gone(snapshot.getConversation());
            return;
        }
        var timeline = timelines.get(snapshot.getConversation());
        if (timeline == null) {
            timeline = create(snapshot.getConversation());
            if (!listing.isBaseline()) {
                timeline.startAt(0, Math.max(0, snapshot.getVisibleFromSeq() - 1));
            }
        }
        timeline.describe(snapshot);
        var appeared = timeline;
        inGrace++;
        questions.loop().after(GRACE_MS, () -> {
            inGrace--;
            differences.check(appeared);
            settled();
        });
    }

    private Timeline find(String conversation) {
        var known = timelines.get(conversation);
        if (known != null) {
            return known;
        }
        var timeline = create(conversation);
        if (hasForgotten && !listing.isBaseline()) {
            listing.inquire(conversation);
        } else if (!listing.isBaseline()) {
            timeline.startAt(0, 0);
        }
        return timeline;
    }

    private Timeline create(String conversation) {
        var timeline = new Timeline(conversation, me, bounds, listener);
        timelines.put(conversation, timeline);
        if (timelines.size() > bounds.conversations()) {
            hasForgotten = true;
            var eldest = timelines.pollFirstEntry();
            if (eldest != null) {
                differences.forget(eldest.getValue());
            }
        }
        return timeline;
    }

    private void checkOrDrop(Timeline timeline) {
        if (timeline.isGone()) {
            gone(timeline);
        } else {
            differences.check(timeline);
        }
    }

    private void gone(Timeline timeline) {
        if (timelines.remove(timeline.conversation(), timeline)) {
            differences.forget(timeline);
            listener.onGone(timeline.conversation());
        }
    }
}
