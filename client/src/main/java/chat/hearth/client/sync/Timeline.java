package chat.hearth.client.sync;

import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationChange;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Receipt;
import chat.hearth.protocol.v1.Sent;
import java.util.List;
import java.util.TreeMap;

/// One conversation as this client holds it: a pure fold over changes, differences and pages.
///
/// `have`: every change up to here is applied. `wanted`: a change up to here is known to exist. Between
/// them lies what must be fetched. `told`: the seq up to which messages were given to the listener.
final class Timeline {
    private final StateFold state;
    private final SyncBounds bounds;
    private final ConversationListener listener;
    private final TreeMap<Long, Message> window = new TreeMap<>();
    private final TreeMap<Long, ConversationChange> held = new TreeMap<>();
    private long have;
    private long wanted;
    private long told;
    /// False: where this client starts is not known yet; changes wait.
    private boolean isPlaced;
    /// True: what is held may be of a history that was set back.
    private boolean isSuspect;

    Timeline(String conversation, String me, SyncBounds bounds, ConversationListener listener) {
        this.state = new StateFold(conversation, me);
        this.bounds = bounds;
        this.listener = listener;
    }

    String conversation() {
        return state.conversation();
    }

    long have() {
        return have;
    }

    long told() {
        return told;
    }

    boolean isPlaced() {
        return isPlaced;
    }

    boolean isStale() {
        return have < wanted || isSuspect;
    }

    boolean isSuspect() {
        return isSuspect;
    }

    /// What is held can't be trusted any more: only loading it afresh helps.
    void suspect() {
        isSuspect = isPlaced;
    }

    boolean isGone() {
        return !state.isPresent();
    }

    Conversation state() {
        return state.value();
    }

    List<Message> window() {
        return List.copyOf(window.values());
    }

    /// Everything after these positions is to be told.
    void startAt(long change, long seq) {
        isPlaced = true;
        have = change;
        told = seq;
        wanted = Math.max(wanted, change);
        drain();
    }

    /// What lies before this state is history. Changes that came live before it was read are told though.
    void startAt(Conversation snapshot) {
        var live = held.headMap(snapshot.getChangeHead(), true);
        long firstSeq = live.values().stream()
                .filter(ConversationChange::hasMessage)
                .mapToLong(change -> change.getMessage().getSeq())
                .min()
                .orElse(Long.MAX_VALUE);
        long seq = Math.min(snapshot.getSeqHead(), firstSeq - 1);
        long change = live.isEmpty() ? snapshot.getChangeHead() : live.firstKey() - 1;
        // Its last message may be cut short, as lists show it, and is kept out of the window.
        describe(snapshot);
        wanted = Math.max(wanted, snapshot.getChangeHead());
        startAt(change, seq);
    }

    /// The conversation's own state was read: at least everything up to its head exists.
    void describe(Conversation snapshot) {
        state.describe(snapshot);
        if (isPlaced) {
            wanted = Math.max(wanted, snapshot.getChangeHead());
        }
        listener.onState(state());
    }

    /// Something up to this change exists.
    void expect(long change) {
        wanted = Math.max(wanted, change);
    }

    /// A change came. It is applied when it is the next one, kept when it is a later one.
    void offer(ConversationChange change) {
        wanted = Math.max(wanted, change.getChange());
        if (isPlaced && change.getChange() == have + 1) {
            apply(change);
            drain();
        } else if ((!isPlaced || change.getChange() > have) && held.size() < bounds.heldChanges()) {
            held.put(change.getChange(), change);
        }
    }

    /// My own send was acknowledged: the ack stands for the event.
    void acknowledged(Sent sent, Body body) {
        offer(ConversationChange.newBuilder()
                .setConversation(conversation())
                .setChange(sent.getChange())
                .setMessage(Message.newBuilder()
                        .setMessageId(sent.getMessageId())
                        .setSeq(sent.getSeq())
                        .setChange(sent.getChange())
                        .setCounted(sent.getCounted())
                        .setSender(state.me())
                        .setSentAtMs(sent.getSentAtMs())
                        .setBody(body))
                .build());
    }

    /// The difference since `have`. False: it brought nothing although more is known to exist.
    boolean apply(Diff diff) {
        boolean isProgress = diff.getToChange() > have;
        // Rows that a live event brought meanwhile are in the difference once more.
        diff.getMessagesList().stream().filter(row -> row.getChange() > have).forEach(this::merge);
        have = Math.max(have, diff.getToChange());
        state.members(diff.getMembersList());
        if (diff.hasState()) {
            state.describeOwn(diff.getState());
        }
        drain();
        listener.onState(state());
        return isProgress || !isStale();
    }

    /// Nothing more can be had: what is believed to be missing does not exist.
    void giveUpWaiting() {
        held.clear();
        wanted = have;
    }

    /// Drops the window and begins again with these rows, complete up to `change`; those above `told` are
    /// told.
    void replace(List<Message> rows, long change) {
        // What came live after the rows were read stays.
        isSuspect = false;
        window.values().removeIf(row -> row.getChange() <= change);
        for (var row : rows) {
            if (row.getSeq() > told) {
                merge(row);
            } else {
                recall(row);
            }
        }
        have = Math.max(have, change);
        drain();
    }

    /// Drops everything and begins again with these rows, untold.
    void reset(List<Message> rows, long change, long seq) {
        isSuspect = false;
        window.clear();
        rows.forEach(this::recall);
        have = change;
        wanted = held.isEmpty() ? change : Math.max(change, held.lastKey());
        told = seq;
        listener.onReset(conversation(), window());
        drain();
    }

    /// A page of history: joins the window where it touches it, without being told.
    void page(List<Message> rows) {
        if (rows.isEmpty() || window.isEmpty() || rows.getLast().getSeq() >= window.firstKey() - 1) {
            rows.forEach(this::recall);
        }
    }

    /// I read on, or another device of mine did.
    void read(long seq, long counted) {
        state.read(seq, counted);
        listener.onState(state());
    }

    /// The others received or read on.
    void received(Receipt receipt) {
        if (state.received(receipt)) {
            listener.onState(state());
        }
    }

    private void drain() {
        held.headMap(have, true).clear();
        while (isPlaced && !held.isEmpty() && held.firstKey() == have + 1) {
            apply(held.pollFirstEntry().getValue());
        }
    }

    private void apply(ConversationChange change) {
        have = change.getChange();
        wanted = Math.max(wanted, have);
        switch (change.getEntryCase()) {
            case MESSAGE -> merge(change.getMessage());
            case MEMBERS -> {
                state.memberCount(change.getMembers().getMemberCount());
                state.members(change.getMembers().getMembersList());
            }
            case SETTINGS -> state.settings(change.getSettings());
            // A newer server's kind of change: its number counts, its content is not for this client.
            case ENTRY_NOT_SET -> {}
        }
        state.changed(have);
        listener.onState(state());
    }

    private void merge(Message message) {
        state.message(message);
        if (message.getSeq() > told) {
            told = message.getSeq();
            put(message);
            listener.onMessage(conversation(), message);
        } else {
            var known = window.get(message.getSeq());
            if (known == null) {
                listener.onChanged(conversation(), message);
            } else if (message.getChange() > known.getChange()) {
                put(message);
                listener.onChanged(conversation(), message);
            }
        }
    }

    private void recall(Message message) {
        var known = window.get(message.getSeq());
        if (known == null || message.getChange() > known.getChange()) {
            put(message);
        }
    }

    private void put(Message message) {
        window.put(message.getSeq(), message);
        while (window.size() > bounds.windowMessages()) {
            window.pollFirstEntry();
        }
    }
}
