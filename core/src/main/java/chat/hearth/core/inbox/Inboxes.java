package chat.hearth.core.inbox;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationPage;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ListConversations;

/// The conversation list, in windows.
public final class Inboxes {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_AFTER = 64;
    /// Bytes of a last message's body in the list; longer ones are cut to their beginning, so that a window
    /// of 50 stays below 64 KiB.
    private static final int MAX_PREVIEW = 400;

    private final InboxStore store;

    public Inboxes(InboxStore store) {
        this.store = store;
    }

    /// A window of the list, most recently active first.
    public Outcome<ConversationPage> list(Caller caller, ListConversations request) {
        if (request.getLimit() < 0 || request.getLimit() > MAX_LIMIT) {
            return Outcome.refused(Refusal.invalid("limit", "1 to " + MAX_LIMIT + ", or 0 for " + DEFAULT_LIMIT));
        }
        if (request.getAfter().length() > MAX_AFTER || !request.getAfter().matches("[0-9.]*")) {
            return Outcome.refused(Refusal.invalid("after", "must be the next of a page"));
        }
        int limit = request.getLimit() == 0 ? DEFAULT_LIMIT : request.getLimit();
        var page = store.page(caller.key(), limit, request.getAfter());
        var wire = ConversationPage.newBuilder().setNext(page.next());
        page.entries().forEach(entry -> wire.addConversations(preview(entry.toConversation())));
        return Outcome.done(wire.build());
    }

    /// One conversation as the caller sees it.
    public Outcome<Conversation> fetch(Caller caller, StoredConversation conversation) {
        return store.entry(caller.key(), conversation.key())
                .<Outcome<Conversation>>map(entry -> Outcome.done(entry.toConversation()))
                .orElseGet(() -> Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND));
    }

    /// The list shows the beginning of a message; the whole of it comes with the history.
    private static Conversation preview(Conversation full) {
        var body = full.getLastMessage().getBody();
        if (!full.hasLastMessage() || body.getSerializedSize() <= MAX_PREVIEW) {
            return full;
        }
        var shown = full.toBuilder();
        var preview = shown.getLastMessageBuilder().getBodyBuilder();
        preview.setText(beginning(body.getText()))
                .clearContent()
                .clearData()
                .clearExtra()
                .clearPushData();
        return shown.build();
    }

    private static String beginning(String text) {
        int characters = text.codePointCount(0, text.length());
        return characters <= MAX_PREVIEW / 4 ? text : text.substring(0, text.offsetByCodePoints(0, MAX_PREVIEW / 4));
    }
}
