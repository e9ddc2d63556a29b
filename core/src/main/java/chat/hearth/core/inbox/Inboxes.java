package chat.hearth.core.inbox;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationPage;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ListConversations;
import java.util.regex.Pattern;

/// The conversation list, in windows.
public final class Inboxes {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;
    private static final Pattern NEXT = Pattern.compile("(?:[0-9]{1,18}\\.[0-9]{1,18})?");

    private final InboxStore store;

    public Inboxes(InboxStore store) {
        this.store = store;
    }

    /// A window of the list, most recently active first.
    public Outcome<ConversationPage> list(Caller caller, ListConversations request) {
        if (request.getLimit() < 0 || request.getLimit() > MAX_LIMIT) {
            return Outcome.refused(Refusal.invalid("limit", "1 to " + MAX_LIMIT + ", or 0 for " + DEFAULT_LIMIT));
        }
        if (!NEXT.matcher(request.getAfter()).matches()) {
            return Outcome.refused(Refusal.invalid("after", "must be the next of a page"));
        }
        int limit = request.getLimit() == 0 ? DEFAULT_LIMIT : request.getLimit();
        var page = store.page(caller.key(), limit, request.getAfter());
        var wire = ConversationPage.newBuilder().setNext(page.next());
        page.entries().forEach(entry -> wire.addConversations(entry.toConversation()));
        return Outcome.done(wire.build());
    }

    /// One conversation as the caller sees it.
    public Outcome<Conversation> fetch(Caller caller, StoredConversation conversation) {
        return store.entry(caller.key(), conversation.key())
                .<Outcome<Conversation>>map(entry -> Outcome.done(entry.toConversation()))
                .orElseGet(() -> Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND));
    }
}
