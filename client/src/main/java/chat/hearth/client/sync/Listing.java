package chat.hearth.client.sync;

import chat.hearth.protocol.v1.ConversationPage;
import chat.hearth.protocol.v1.FetchConversation;
import chat.hearth.protocol.v1.ListConversations;
import chat.hearth.protocol.v1.Request;
import java.util.HashSet;
import java.util.Set;

/// Reads the list of conversations when the cursor did not help: once to find the starting point of a
/// client without a past (the baseline), later to find out what moved.
final class Listing {
    private static final int PAGE = 100;

    private final Questions questions;
    private final Conversations conversations;
    private final Set<String> listed = new HashSet<>();
    private final Set<String> inquiries = new HashSet<>();
    private boolean isBaseline = true;
    private boolean isNeeded = true;

    Listing(Questions questions, Conversations conversations) {
        this.questions = questions;
        this.conversations = conversations;
    }

    /// Conversations were taken up from an earlier client.
    void hasPast() {
        isBaseline = false;
    }

    /// Whether what exists is history, untold.
    boolean isBaseline() {
        return isBaseline;
    }

    boolean isDone() {
        return !isNeeded && inquiries.isEmpty();
    }

    void resumed(boolean isRecovered) {
        isNeeded |= !isRecovered;
        listed.clear();
        if (isNeeded) {
            page("");
        } else {
            Set.copyOf(inquiries).forEach(this::ask);
        }
    }

    void detached() {
        listed.clear();
    }

    /// Asks for one conversation's state to find where to start in it.
    void inquire(String conversation) {
        if (inquiries.add(conversation)) {
            ask(conversation);
        }
    }

    private void page(String after) {
        var request = ListConversations.newBuilder().setLimit(PAGE).setAfter(after);
        questions.ask(
                Request.newBuilder().setListConversations(request),
                reply -> paged(reply.getConversationPage()),
                // A place in the list that the server does not know any more: from the top.
                _ -> questions.loop().after(1_000, () -> page("")));
    }

    private void paged(ConversationPage page) {
        for (var each : page.getConversationsList()) {
            listed.add(each.getConversation());
            conversations.listed(each);
        }
        if (page.getNext().isEmpty()) {
            // What moved while it was read can slip from a later page to an earlier one.
            conversations.missingFrom(listed).forEach(this::inquire);
            isNeeded = false;
            finishIfDone();
        } else {
            page(page.getNext());
        }
    }

    private void ask(String conversation) {
        var request = FetchConversation.newBuilder().setConversation(conversation);
        questions.ask(
                Request.newBuilder().setFetchConversation(request),
                reply -> {
                    if (reply.getConversation().getPresent()) {
                        conversations.listed(reply.getConversation());
                    } else {
                        conversations.gone(conversation);
                    }
                    inquired(conversation);
                },
                _ -> {
                    conversations.gone(conversation);
                    inquired(conversation);
                });
    }

    private void inquired(String conversation) {
        inquiries.remove(conversation);
        finishIfDone();
    }

    private void finishIfDone() {
        if (isDone()) {
            isBaseline = false;
            conversations.settled();
        }
    }
}
