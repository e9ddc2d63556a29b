package chat.hearth.client.fake;

import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationKind;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.History;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Sent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A conversation of [TinyChat]: rows by seq, each with the change at which it last changed.
public final class TinyRoom {
    private static final int USUAL_PAGE = 50;

    private final String id;
    private final TreeMap<Long, Message> rows = new TreeMap<>();
    private final Map<String, Sent> sentByUserAndCid = new HashMap<>();
    private long change;
    private long lastMark;

    TinyRoom(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    public long change() {
        return change;
    }

    public long seq() {
        return rows.isEmpty() ? 0 : rows.lastKey();
    }

    long lastMark() {
        return lastMark;
    }

    /// The rows in the order everyone must see.
    public List<Message> rows() {
        return List.copyOf(rows.values());
    }

    /// The texts in the order everyone must see.
    public List<String> texts() {
        return rows.values().stream().map(row -> row.getBody().getText()).toList();
    }

    boolean isOf(String user) {
        return Arrays.asList(id.split(":", -1)).contains(user);
    }

    @Nullable Sent sent(String userAndCid) {
        return sentByUserAndCid.get(userAndCid);
    }

    Message append(String sender, String text, long mark) {
        long seq = seq() + 1;
        var message = Message.newBuilder()
                .setMessageId(seq)
                .setSeq(seq)
                .setChange(++change)
                .setCounted(seq)
                .setSender(sender)
                .setSentAtMs(TinyChat.TIME_MS)
                .setBody(Body.newBuilder().setKind(1).setText(text))
                .build();
        rows.put(seq, message);
        lastMark = mark;
        return message;
    }

    Sent acknowledge(String user, String cid, Message message) {
        var sent = Sent.newBuilder()
                .setCid(cid)
                .setMessageId(message.getMessageId())
                .setSeq(message.getSeq())
                .setChange(message.getChange())
                .setCounted(message.getCounted())
                .setSentAtMs(message.getSentAtMs())
                .build();
        sentByUserAndCid.put(user + cid, sent);
        return sent;
    }

    Message edit(long seq, String text, long mark) {
        var old = rows.get(seq);
        if (old == null) {
            throw new IllegalArgumentException("no row " + seq);
        }
        var edited = old.toBuilder()
                .setChange(++change)
                .setEditNo(old.getEditNo() + 1)
                .setBody(Body.newBuilder().setKind(1).setText(text))
                .build();
        rows.put(seq, edited);
        lastMark = mark;
        return edited;
    }

    Diff diff(long from, int limit) {
        var changed =
                rows.values().stream().filter(row -> row.getChange() > from).toList();
        var diff = Diff.newBuilder().setConversation(id).setToChange(change).setState(own());
        return changed.size() > limit || from > change
                ? diff.setStartOver(true).build()
                : diff.addAllMessages(changed).build();
    }

    History history(FetchHistory fetch) {
        int limit = fetch.getLimit() == 0 ? USUAL_PAGE : fetch.getLimit();
        long to = fetch.getToSeq() == 0 ? Long.MAX_VALUE : fetch.getToSeq();
        var range = rows.values().stream()
                .filter(row -> row.getSeq() >= fetch.getFromSeq() && row.getSeq() <= to)
                .toList();
        int count = Math.min(limit, range.size());
        var page = fetch.getOldestFirst() ? range.subList(0, count) : range.subList(range.size() - count, range.size());
        return History.newBuilder()
                .setConversation(id)
                .addAllMessages(page)
                .setMore(count < range.size())
                .setChangeHead(change)
                .setSeqHead(seq())
                .build();
    }

    /// What all members see alike.
    private Conversation.Builder own() {
        return Conversation.newBuilder()
                .setConversation(id)
                .setKind(ConversationKind.DIRECT)
                .setSeqHead(seq())
                .setChangeHead(change)
                .setCountedHead(seq())
                .setMemberCount(2);
    }

    Conversation state(String user) {
        var state = own().setPresent(isOf(user));
        if (!rows.isEmpty()) {
            state.setLastMessage(rows.lastEntry().getValue());
        }
        return state.build();
    }
}
