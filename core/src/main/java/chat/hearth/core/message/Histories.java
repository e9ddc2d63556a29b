package chat.hearth.core.message;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.conversation.Membership;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchDiff;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.History;
import java.util.List;

/// Reading a conversation back, as far as the caller may see it. Always from the store, never from a cache.
public final class Histories {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_DIFF = 300;
    /// Bytes an answer keeps free for everything that is not a message.
    private static final int HEADROOM = 8192;

    private final MessageStore messages;
    private final ConversationStore conversations;
    private final int maxFrameBytes;

    /// Histories whose answers fit into a server frame.
    public Histories(MessageStore messages, ConversationStore conversations, int maxFrameBytes) {
        this.messages = messages;
        this.conversations = conversations;
        this.maxFrameBytes = maxFrameBytes;
    }

    /// A range of the timeline; fewer messages than asked for where they would not fit into a frame.
    public Outcome<History> fetch(Caller caller, FetchHistory request) {
        if (request.getFromSeq() < 0 || request.getToSeq() < 0) {
            return Outcome.refused(Refusal.invalid("fromSeq, toSeq", "must not be negative"));
        }
        if (request.getLimit() > MAX_LIMIT || request.getLimit() < 0) {
            return Outcome.refused(Refusal.invalid("limit", "1 to " + MAX_LIMIT + ", or 0 for " + DEFAULT_LIMIT));
        }
        return reader(caller, request.getConversation()).map(member -> history(request, member));
    }

    /// What changed since a position.
    public Outcome<Diff> diff(Caller caller, FetchDiff request) {
        if (request.getFromChange() < 0) {
            return Outcome.refused(Refusal.invalid("fromChange", "must not be negative"));
        }
        return reader(caller, request.getConversation()).then(member -> {
            var slice = messages.diff(
                    new DiffQuery(member.conversation(), request.getFromChange(), member.visibleFromSeq(), MAX_DIFF));
            if (request.getFromChange() > slice.conversation().heads().change()) {
                return Outcome.refused(ErrorCode.START_OVER);
            }
            var diff = slice.toDiff();
            return Outcome.done(
                    WireSize.of(diff) <= maxFrameBytes - HEADROOM
                            ? diff
                            : DiffSlice.tooLong(slice).toDiff());
        });
    }

    private Outcome<Membership> reader(Caller caller, String conversation) {
        if (!ConversationId.isValid(conversation)) {
            return Outcome.refused(Refusal.invalid("conversation", "must be d:USER:USER or g:GROUP"));
        }
        return conversations
                .byId(new ConversationId(conversation))
                .flatMap(row -> conversations.membership(row.key(), caller.key()))
                .filter(Membership::isPresent)
                .<Outcome<Membership>>map(Outcome::done)
                .orElseGet(() -> Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND));
    }

    private History history(FetchHistory request, Membership member) {
        long from = Math.max(request.getFromSeq(), member.visibleFromSeq());
        long to = request.getToSeq() == 0 ? Long.MAX_VALUE : request.getToSeq();
        int limit = request.getLimit() == 0 ? DEFAULT_LIMIT : request.getLimit();
        var slice = messages.range(new HistoryQuery(member.conversation(), from, to, limit, request.getOldestFirst()));
        var fitting = fitting(slice.messages(), request.getOldestFirst());
        return History.newBuilder()
                .setConversation(request.getConversation())
                .addAllMessages(fitting.stream().map(StoredMessage::toMessage).toList())
                .setMore(slice.hasMore() || fitting.size() < slice.messages().size())
                .setChangeHead(slice.heads().change())
                .setSeqHead(slice.heads().seq())
                .build();
    }

    /// As many as fit into a frame, kept from the end that was asked for.
    private List<StoredMessage> fitting(List<StoredMessage> all, boolean isOldestFirst) {
        var inOrder = isOldestFirst ? all : all.reversed();
        int room = maxFrameBytes - HEADROOM;
        int count = 0;
        for (var each : inOrder) {
            room -= WireSize.of(each.toMessage());
            if (room < 0) {
                break;
            }
            count++;
        }
        return isOldestFirst ? all.subList(0, count) : all.subList(all.size() - count, all.size());
    }
}
