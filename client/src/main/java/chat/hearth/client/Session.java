package chat.hearth.client;

import chat.hearth.client.request.Calls;
import chat.hearth.client.request.Exchange;
import chat.hearth.client.request.Outbox;
import chat.hearth.client.request.ServerClock;
import chat.hearth.client.sync.Conversations;
import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Link;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Checkpoint;
import chat.hearth.protocol.v1.ConversationChange;
import chat.hearth.protocol.v1.Event;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Limits;
import chat.hearth.protocol.v1.Ping;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Resumed;
import chat.hearth.protocol.v1.Sent;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.Signal;
import chat.hearth.protocol.v1.Welcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Everything one client is between its connections: what it asked, what it must send, what it holds, and
/// from where it may resume. On the client's loop only.
final class Session implements Connector.Owner {
    private static final int USUAL_FRAME_BYTES = 65_536;

    final Calls calls;
    final Outbox outbox;
    final Conversations conversations;
    final Connector connector;
    final CompletableFuture<Void> started = new CompletableFuture<>();
    private final ClientListener listener;
    private final Behaviour behaviour;
    private final Exchange exchange;
    private final ServerClock clock;
    private final Heartbeat heartbeat;
    private final Greeting greeting;
    private Limits limits = Limits.getDefaultInstance();
    private Status status = new Status.Connecting();
    private String user = "";
    private String cursor = "";
    private @Nullable String pendingCursor;
    private boolean isResumed;
    private boolean isCaughtUp;

    Session(ClientParts parts, ClientOptions options, ClientListener listener) {
        ClientLoop loop = parts.loop();
        this.listener = new GuardedListener(listener);
        this.behaviour = options.behaviour();
        this.exchange = new Exchange(this::pump);
        this.clock = new ServerClock(loop, parts.random());
        this.calls = new Calls(loop, exchange, options.bounds().calls());
        this.outbox = new Outbox(
                loop, exchange, clock, parts.random(), options.bounds().outbox(), this::acknowledged);
        this.conversations = new Conversations(loop, calls, options.bounds().sync(), this.listener, this::settled);
        this.heartbeat = new Heartbeat(loop, options.pace(), this::ping, Link::cut);
        this.greeting = new Greeting(options.encoding(), behaviour.name());
        this.connector = new Connector(parts, options.credentials(), options.pace(), this);
        behaviour.past().ifPresent(past -> {
            user = past.user();
            cursor = past.cursor();
            conversations.restore(past.user(), past.held());
        });
    }

    Status status() {
        return status;
    }

    String user() {
        return user;
    }

    Limits limits() {
        return limits;
    }

    ResumePoint resumePoint() {
        return new ResumePoint(user, cursor, conversations.held());
    }

    /// Connects at once if there is no connection, else asks whether it lives.
    void wake() {
        var link = connector.link();
        if (link == null) {
            connector.connectNow();
        } else if (exchange.isOpen()) {
            heartbeat.askNow(link);
        }
    }

    void stop(String reason) {
        connector.stop(reason);
    }

    @Override
    public Hello hello(String ticket) {
        return greeting.hello(
                ticket, cursor, behaviour.isFollowing() ? conversations.haves(Greeting.MAX_HAVES) : List.of());
    }

    @Override
    public void admitted(Link link, Welcome welcome) {
        user = welcome.getUserId();
        clock.told(welcome.getServerTimeMs());
        limits = welcome.getLimits();
        int frameBytes = limits.getFrameBytes();
        link.limitFrames(frameBytes == 0 ? USUAL_FRAME_BYTES : frameBytes);
        isResumed = false;
        isCaughtUp = false;
        stands(new Status.CatchingUp());
        exchange.open(link, limits.getInFlight(), Connector.HELLO_ID);
        heartbeat.watch(link);
        if (behaviour.isFollowing()) {
            conversations.welcomed(user);
        }
        pump();
    }

    @Override
    public void received(ServerFrame frame) {
        switch (frame.getFrameCase()) {
            case REPLY -> exchange.received(frame.getReply());
            case EVENT -> event(frame.getEvent());
            case SIGNAL -> signal(frame.getSignal());
            case RESUMED -> resumed(frame.getResumed());
            case CAUGHT_UP -> caughtUp();
            case CHECKPOINT -> checkpoint(frame.getCheckpoint());
            case POSITION -> {
                if (behaviour.isFollowing()) {
                    conversations.moved(frame.getPosition());
                }
            }
            case MISSED -> {
                if (behaviour.isFollowing()) {
                    conversations.missed(frame.getMissed());
                }
            }
            case GO_AWAY -> connector.goAway(frame.getGoAway());
            // A newer server's frame.
            case FRAME_NOT_SET -> {}
        }
    }

    @Override
    public void lost() {
        isCaughtUp = false;
        heartbeat.stop();
        exchange.shut();
        conversations.detached();
        calls.detached();
        outbox.detached();
    }

    @Override
    public void stands(Status now) {
        status = now;
        listener.onStatus(now);
        if (now instanceof Status.Stopped(String reason)) {
            started.completeExceptionally(new ClientStopped(reason));
            calls.close(reason);
            outbox.close(reason);
        } else if (now instanceof Status.Live) {
            started.complete(null);
        }
    }

    private void pump() {
        calls.pump();
        outbox.pump();
    }

    private void ping() {
        exchange.send(
                Request.newBuilder().setPing(Ping.getDefaultInstance()),
                reply -> clock.told(reply.getPong().getServerTimeMs()));
    }

    private void event(Event event) {
        switch (event.getLogCase()) {
            case CONVERSATION -> conversation(event.getConversation());
            case PERSONAL -> {
                if (behaviour.isFollowing()) {
                    conversations.changed(event.getPersonal());
                }
            }
            case LOG_NOT_SET -> {}
        }
    }

    private void conversation(ConversationChange change) {
        if (behaviour.isFollowing()) {
            conversations.changed(change);
        } else if (change.hasMessage()) {
            listener.onMessage(change.getConversation(), change.getMessage());
        }
    }

    private void signal(Signal signal) {
        if (signal.hasReceipt() && behaviour.isFollowing()) {
            conversations.received(signal.getReceipt());
        }
        listener.onSignal(signal);
    }

    private void acknowledged(String conversation, Body body, Sent sent) {
        if (behaviour.isFollowing()) {
            conversations.acknowledged(conversation, body, sent);
        }
    }

    private void resumed(Resumed resumed) {
        isResumed = true;
        boolean isSetBack = !resumed.getRecovered() && !cursor.isEmpty();
        if (!resumed.getRecovered()) {
            cursor = "";
            pendingCursor = null;
        }
        if (behaviour.isFollowing()) {
            conversations.resumed(resumed.getRecovered(), isSetBack);
        }
    }

    private void caughtUp() {
        if (!isResumed) {
            resumed(Resumed.newBuilder().setRecovered(!cursor.isEmpty()).build());
        }
        isCaughtUp = true;
        connector.settled();
        outbox.attached();
        settled();
    }

    private void checkpoint(Checkpoint checkpoint) {
        if (!checkpoint.getReconnectTicket().isEmpty()) {
            connector.ticket(checkpoint.getReconnectTicket());
        }
        pendingCursor = checkpoint.getCursor();
        settled();
    }

    /// Nothing is missing: what the last checkpoint covers is held, and the client is live.
    private void settled() {
        if (behaviour.isFollowing() && !conversations.isSettled()) {
            return;
        }
        if (pendingCursor != null) {
            cursor = pendingCursor;
            pendingCursor = null;
        }
        if (isCaughtUp && status instanceof Status.CatchingUp) {
            stands(new Status.Live());
        }
    }
}
