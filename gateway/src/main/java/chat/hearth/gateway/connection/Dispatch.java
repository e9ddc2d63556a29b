package chat.hearth.gateway.connection;

import chat.hearth.core.Core;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Outcome.Done;
import chat.hearth.core.outcome.Outcome.Refused;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.session.Session;
import chat.hearth.protocol.UnreadableFrame;
import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Fault;
import chat.hearth.protocol.v1.FetchReaders;
import chat.hearth.protocol.v1.LogOut;
import chat.hearth.protocol.v1.MarkDelivered;
import chat.hearth.protocol.v1.MarkRead;
import chat.hearth.protocol.v1.Pong;
import chat.hearth.protocol.v1.Reconnect;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Welcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/// Every method of the protocol and who answers it.
///
/// Called in the order of each connection's requests, on a virtual thread, so reads may block. What must not
/// hold up the next request (a send, a read position) is submitted and answered when it is on disk.
final class Dispatch {
    private final Core core;
    private final NodeCard card;
    private final Duration heartbeat;
    private final InstantSource clock;

    Dispatch(Core core, NodeCard card, Duration heartbeat, InstantSource clock) {
        this.core = core;
        this.card = card;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /// Reads one frame and sees to its answer.
    void take(Connection from, Requests.Waiting waiting) {
        Request request;
        try {
            request = from.encoding().decodeRequest(waiting.frame());
        } catch (UnreadableFrame unreadable) {
            from.close(
                    CloseCode.FRAME_UNREADABLE,
                    "not a request in " + from.encoding().subprotocol());
            return;
        }
        if (request.getId() == 0) {
            from.close(CloseCode.FRAME_UNREADABLE, "a request needs an id other than 0");
        } else if (waiting.isSurplus()) {
            from.surplus(Replies.refused(request.getId(), Refusal.of(ErrorCode.TOO_MANY_IN_FLIGHT)));
        } else {
            take(new Exchange(from, request));
        }
    }

    /// A session's connection is gone, and nothing of it is being worked on.
    void left(Session session) {
        core.sessions().end(session);
    }

    /// The outermost edge of core: nothing it throws may leave a request without an answer.
    private void take(Exchange exchange) {
        try {
            var session = exchange.connection().session();
            if (session != null) {
                dispatch(exchange, session, exchange.request());
            } else if (exchange.request().hasHello()) {
                hello(exchange);
            } else {
                exchange.refuse(ErrorCode.HELLO_REQUIRED);
            }
        } catch (RuntimeException fault) {
            exchange.failed(fault);
        }
    }

    private void dispatch(Exchange x, Session session, Request request) {
        var caller = session.caller();
        switch (request.getMethodCase()) {
            case HELLO -> x.refuse(ErrorCode.HELLO_REQUIRED);
            case PING -> x.done(Reply.newBuilder().setPong(Pong.newBuilder().setServerTimeMs(clock.millis())));
            case RENEW_TOKEN -> x.answer(core.tokens().renew(session), Reply.Builder::setTokenRenewed);
            case LIST_DEVICES -> x.answer(core.devices().list(session), Reply.Builder::setDeviceList);
            case LOG_OUT -> logOut(x, session, request.getLogOut());
            case SEND ->
                core.messages()
                        .submit(
                                session.sender(),
                                request.getSend(),
                                outcome -> x.answerLater(outcome, Reply.Builder::setSent));
            case FETCH_HISTORY ->
                x.answer(core.histories().fetch(caller, request.getFetchHistory()), Reply.Builder::setHistory);
            case FETCH_DIFF -> x.answer(core.histories().diff(caller, request.getFetchDiff()), Reply.Builder::setDiff);
            case LIST_CONVERSATIONS ->
                x.answer(
                        core.inboxes().list(caller, request.getListConversations()),
                        Reply.Builder::setConversationPage);
            case FETCH_CONVERSATION ->
                answer(
                        x,
                        session,
                        core.conversations()
                                .visible(caller, request.getFetchConversation().getConversation()));
            case OPEN_DIRECT -> answer(x, session, core.conversations().openDirect(caller, request.getOpenDirect()));
            case CREATE_GROUP -> answer(x, session, core.conversations().createGroup(caller, request.getCreateGroup()));
            case ADD_MEMBERS -> answer(x, session, core.conversations().addMembers(caller, request.getAddMembers()));
            case LIST_MEMBERS ->
                x.answer(core.conversations().members(caller, request.getListMembers()), Reply.Builder::setMemberPage);
            case MARK_READ -> markRead(x, session, request.getMarkRead());
            case MARK_DELIVERED -> markDelivered(x, session, request.getMarkDelivered());
            case FETCH_READERS -> fetchReaders(x, session, request.getFetchReaders());
            case SHOW_TYPING ->
                x.answer(
                        core.typing().show(caller, session.subscriber(), request.getShowTyping()),
                        Reply.Builder::setTypingShown);
            case GRANT_UPLOAD ->
                x.answer(core.files().grantUpload(caller, request.getGrantUpload()), Reply.Builder::setUploadGranted);
            case GRANT_DOWNLOAD ->
                x.answer(
                        core.files().grantDownload(caller, request.getGrantDownload()),
                        Reply.Builder::setDownloadGranted);
            case FETCH_USERS -> x.answer(core.users().fetch(request.getFetchUsers()), Reply.Builder::setUsers);
            case METHOD_NOT_SET -> x.refuse(ErrorCode.UNIMPLEMENTED);
        }
    }

    private void hello(Exchange x) {
        var connection = x.connection();
        var hello = x.request().getHello();
        connection.greeted();
        Outcome<Session> outcome;
        try {
            outcome = core.admission().admit(hello, connection.opening().origin(), connection);
        } catch (RuntimeException fault) {
            x.failed(fault);
            connection.close(CloseCode.SERVER_FAILED, "hello failed, as its reply says");
            return;
        }
        switch (outcome) {
            case Done<Session>(var session) -> {
                connection.admitted(session);
                x.done(Reply.newBuilder().setWelcome(welcome(connection, session)));
                start(session, x);
            }
            case Refused<Session>(var refusal) -> {
                x.refuse(refusal);
                connection.close(closing(refusal), "hello was refused, as its reply says");
            }
        }
    }

    /// The hello has its answer; what fails from here on can only end the connection.
    private void start(Session session, Exchange x) {
        try {
            core.sessions().start(session, x.request().getHello());
        } catch (RuntimeException fault) {
            var incident = Incident.log("a session could not be resumed", session.id(), fault);
            x.connection().close(CloseCode.SERVER_FAILED, "resuming failed, incident " + incident);
        }
    }

    private static CloseCode closing(Refusal refusal) {
        return Catalogue.of(refusal.code()).getFault() == Fault.SERVER_FAULT
                ? CloseCode.SERVER_FAILED
                : CloseCode.TICKET_REFUSED;
    }

    private Welcome welcome(Connection connection, Session session) {
        return Welcome.newBuilder()
                .setSession(session.id())
                .setNode(card.node())
                .setEnvironment(card.environment())
                .setUserId(session.caller().id().value())
                .setDeviceId(session.deviceId().value())
                .setLimits(card.limits())
                .setHeartbeatMs((int) heartbeat.toMillis())
                .setServerTimeMs(clock.millis())
                .setReconnect(Reconnect.newBuilder()
                        .setTicket(core.admission().reconnectTicket(session))
                        .addAllEndpoints(connection.opening().endpoints())
                        .setSpreadMs((int) card.reconnectSpread().toMillis()))
                .build();
    }

    /// Answers with the conversation as the caller sees it.
    private void answer(Exchange x, Session session, Outcome<StoredConversation> outcome) {
        Outcome<Conversation> seen = outcome.then(row -> core.inboxes().fetch(session.caller(), row));
        x.answer(seen, Reply.Builder::setConversation);
    }

    private void logOut(Exchange x, Session session, LogOut request) {
        answerWhenDone(x, core.devices().logOut(session, request), Reply.Builder::setLoggedOut);
    }

    private void markRead(Exchange x, Session session, MarkRead request) {
        if (request.getSeq() < 0) {
            x.refuse(Refusal.invalid("seq", "must not be negative"));
            return;
        }
        switch (core.conversations().visible(session.caller(), request.getConversation())) {
            case Refused<StoredConversation>(var refusal) -> x.refuse(refusal);
            case Done<StoredConversation>(var row) -> {
                var marked = core.receipts().read(session.caller().key(), row.key(), request.getSeq());
                answerWhenDone(x, marked, Reply.Builder::setReadMarked);
            }
        }
    }

    private void markDelivered(Exchange x, Session session, MarkDelivered request) {
        if (request.getSeq() < 0) {
            x.refuse(Refusal.invalid("seq", "must not be negative"));
            return;
        }
        var caller = session.caller();
        switch (core.conversations().visible(caller, request.getConversation())) {
            case Refused<StoredConversation>(var refusal) -> x.refuse(refusal);
            case Done<StoredConversation>(var row) ->
                answerWhenDone(
                        x,
                        core.receipts().delivered(caller.key(), row, request.getSeq()),
                        Reply.Builder::setDeliveredMarked);
        }
    }

    private void fetchReaders(Exchange x, Session session, FetchReaders request) {
        var readers = core.conversations()
                .visible(session.caller(), request.getConversation())
                .then(row -> core.readership().of(session.caller(), row, request.getSeq()));
        x.answer(readers, Reply.Builder::setReaders);
    }

    private static <T> void answerWhenDone(
            Exchange x, CompletableFuture<Outcome<T>> outcome, Exchange.Setter<T> setter) {
        var _ = outcome.whenComplete((value, fault) -> {
            if (fault == null) {
                x.answerLater(value, setter);
            } else {
                x.failed(fault);
            }
        });
    }
}
