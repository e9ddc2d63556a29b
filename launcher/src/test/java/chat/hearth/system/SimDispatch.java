package chat.hearth.system;

import chat.hearth.core.Core;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Session;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Endpoint;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Limits;
import chat.hearth.protocol.v1.MarkDelivered;
import chat.hearth.protocol.v1.MarkRead;
import chat.hearth.protocol.v1.Pong;
import chat.hearth.protocol.v1.Reconnect;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Welcome;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/// Hands requests to core as the gateway does, without its sockets.
record SimDispatch(Core core, InstantSource clock) {
    void left(Session session) {
        core.sessions().end(session);
    }

    void take(SimEdge from, Request request) {
        var session = from.session();
        if (session == null) {
            hello(from, request);
        } else {
            new Asked(core, from, session, request).take();
        }
    }

    private void hello(SimEdge from, Request request) {
        var hello = request.getHello();
        var reply = Reply.newBuilder().setId(request.getId());
        switch (core.admission().admit(hello, "", from)) {
            case Outcome.Refused<Session>(var refusal) -> {
                from.reply(reply.setError(refusal.toError()));
                from.close(CloseCode.TICKET_REFUSED, "no way in");
            }
            case Outcome.Done<Session>(var session) -> {
                from.admitted(session);
                from.reply(reply.setWelcome(welcome(session)));
                core.sessions().start(session, hello);
            }
        }
    }

    private Welcome welcome(Session session) {
        return Welcome.newBuilder()
                .setSession(session.id())
                .setUserId(session.caller().id().value())
                .setLimits(Limits.newBuilder().setFrameBytes(65_536).setInFlight(64))
                .setServerTimeMs(clock.millis())
                .setReconnect(Reconnect.newBuilder()
                        .setTicket(core.admission().reconnectTicket(session))
                        .addEndpoints(Endpoint.newBuilder().setUrl(SimEdge.URL)))
                .build();
    }

    /// One request of a session.
    private record Asked(Core core, SimEdge from, Session session, Request request) {
        void take() {
            var caller = session.caller();
            switch (request.getMethodCase()) {
                case PING -> answer(Outcome.done(Pong.getDefaultInstance()), Reply.Builder::setPong);
                case RENEW_TOKEN -> answer(core.tokens().renew(session), Reply.Builder::setTokenRenewed);
                case SEND ->
                    core.messages()
                            .submit(
                                    session.sender(),
                                    request.getSend(),
                                    outcome -> answer(outcome, Reply.Builder::setSent));
                case FETCH_HISTORY ->
                    answer(core.histories().fetch(caller, request.getFetchHistory()), Reply.Builder::setHistory);
                case FETCH_DIFF ->
                    answer(core.histories().diff(caller, request.getFetchDiff()), Reply.Builder::setDiff);
                case LIST_CONVERSATIONS ->
                    answer(
                            core.inboxes().list(caller, request.getListConversations()),
                            Reply.Builder::setConversationPage);
                case FETCH_CONVERSATION ->
                    show(visible(request.getFetchConversation().getConversation()));
                case OPEN_DIRECT -> show(core.conversations().openDirect(caller, request.getOpenDirect()));
                case CREATE_GROUP -> show(core.conversations().createGroup(caller, request.getCreateGroup()));
                case ADD_MEMBERS -> show(core.conversations().addMembers(caller, request.getAddMembers()));
                case MARK_READ -> markRead(request.getMarkRead());
                case MARK_DELIVERED -> markDelivered(request.getMarkDelivered());
                case SHOW_TYPING ->
                    answer(
                            core.typing().show(caller, session.subscriber(), request.getShowTyping()),
                            Reply.Builder::setTypingShown);
                default -> answer(Outcome.<Pong>refused(ErrorCode.UNIMPLEMENTED), Reply.Builder::setPong);
            }
        }

        private <T> void answer(Outcome<T> outcome, BiConsumer<Reply.Builder, T> put) {
            var reply = Reply.newBuilder().setId(request.getId());
            switch (outcome) {
                case Outcome.Done<T>(var value) -> put.accept(reply, value);
                case Outcome.Refused<T>(var refusal) -> reply.setError(refusal.toError());
            }
            from.reply(reply);
        }

        private Outcome<StoredConversation> visible(String conversation) {
            return core.conversations().visible(session.caller(), conversation);
        }

        private void show(Outcome<StoredConversation> outcome) {
            answer(outcome.then(row -> core.inboxes().fetch(session.caller(), row)), Reply.Builder::setConversation);
        }

        private void markDelivered(MarkDelivered mark) {
            switch (visible(mark.getConversation())) {
                case Outcome.Refused<StoredConversation> refused -> show(refused);
                case Outcome.Done<StoredConversation>(var row) -> {
                    var marked = core.receipts().delivered(session.caller().key(), row, mark.getSeq());
                    var _ = marked.thenAccept(outcome -> answer(outcome, Reply.Builder::setDeliveredMarked));
                }
            }
        }

        private void markRead(MarkRead mark) {
            switch (visible(mark.getConversation())) {
                case Outcome.Refused<StoredConversation> refused -> show(refused);
                case Outcome.Done<StoredConversation>(var row) -> {
                    var marked = core.receipts().read(session.caller().key(), row.key(), mark.getSeq());
                    var _ = marked.thenAccept(outcome -> answer(outcome, Reply.Builder::setReadMarked));
                }
            }
        }
    }
}
