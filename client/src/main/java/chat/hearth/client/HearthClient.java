package chat.hearth.client;

import chat.hearth.client.request.Calls.Repeat;
import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.HttpRouter;
import chat.hearth.client.wire.Link;
import chat.hearth.client.wire.TappedDialer;
import chat.hearth.client.wire.Transport;
import chat.hearth.client.wire.WebSocketDialer;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.DeliveredMarked;
import chat.hearth.protocol.v1.Device;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.FetchReaders;
import chat.hearth.protocol.v1.History;
import chat.hearth.protocol.v1.Limits;
import chat.hearth.protocol.v1.ListDevices;
import chat.hearth.protocol.v1.LogOut;
import chat.hearth.protocol.v1.MarkDelivered;
import chat.hearth.protocol.v1.MarkRead;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.OpenDirect;
import chat.hearth.protocol.v1.ReadMarked;
import chat.hearth.protocol.v1.Readers;
import chat.hearth.protocol.v1.RenewToken;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.TokenRenewed;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A client of one Hearth server for one device.
///
/// Safe for many threads. Futures complete on the client's loop: what depends on them must not block; to
/// wait for them use a virtual thread, or [BlockingClient]. All of it is bounded, see [ClientOptions].
public final class HearthClient implements AutoCloseable {
    private static final int TEXT = 1;

    private final ClientParts parts;
    private final Pace pace;
    private final Session session;

    /// A client on one of the transport's loops. It does nothing before [#connect].
    public HearthClient(Transport transport, ClientOptions options, ClientListener listener) {
        this(parts(transport, options), options, listener);
    }

    /// A client of these parts. It does nothing before [#connect].
    public HearthClient(ClientParts parts, ClientOptions options, ClientListener listener) {
        this.parts = parts;
        this.pace = options.pace();
        this.session = new Session(parts, options, listener);
    }

    private static ClientParts parts(Transport transport, ClientOptions options) {
        var loop = transport.nextLoop();
        var pace = options.pace();
        var dialer = new WebSocketDialer(transport, loop, options.encoding(), pace.open());
        return new ClientParts(
                loop,
                new TappedDialer(dialer, options.behaviour().tap()),
                new HttpRouter(transport, loop, options.server(), pace.open()),
                new SplittableRandom(new SecureRandom().nextLong()));
    }

    /// Connects and stays connected. Completes when the client is live for the first time; fails with
    /// [ClientStopped] when no attempt helps.
    public CompletableFuture<Void> connect() {
        parts.loop().execute(session.connector::connectNow);
        return session.started.copy();
    }

    /// Sends durably, after everything sent before into the same conversation. Works offline too.
    public CompletableFuture<SendResult> send(String conversation, Body body) {
        return onLoop(() -> session.outbox.submit(conversation, body));
    }

    /// Sends a text.
    public CompletableFuture<SendResult> sendText(String conversation, String text) {
        return send(conversation, Body.newBuilder().setKind(TEXT).setText(text).build());
    }

    /// Asks anything, within the usual deadline. Asked again on the next connection if this one breaks:
    /// every method of the protocol but `renewToken` may be repeated.
    public CompletableFuture<Reply> request(Request.Builder request) {
        return request(request, pace.request());
    }

    /// Asks anything, within this deadline.
    public CompletableFuture<Reply> request(Request.Builder request, long deadlineMs) {
        var repeat = request.hasRenewToken() ? Repeat.NO : Repeat.YES;
        return onLoop(() -> session.calls.call(request, deadlineMs, repeat));
    }

    /// The direct conversation with a user, made if there is none.
    public CompletableFuture<Conversation> openDirect(String userId) {
        return request(Request.newBuilder()
                        .setOpenDirect(OpenDirect.newBuilder().setUserId(userId)))
                .thenApply(Reply::getConversation);
    }

    /// A page of history; what touches the window joins it.
    public CompletableFuture<History> history(FetchHistory range) {
        return request(Request.newBuilder().setFetchHistory(range))
                .thenApplyAsync(
                        reply -> {
                            session.conversations.paged(reply.getHistory());
                            return reply.getHistory();
                        },
                        parts.loop());
    }

    /// Moves my read position forward.
    public CompletableFuture<ReadMarked> markRead(String conversation, long seq) {
        var mark = MarkRead.newBuilder().setConversation(conversation).setSeq(seq);
        return request(Request.newBuilder().setMarkRead(mark)).thenApply(Reply::getReadMarked);
    }

    /// Says that this device holds everything up to `seq`. Never said by itself: only the app knows what it keeps.
    public CompletableFuture<DeliveredMarked> markDelivered(String conversation, long seq) {
        var mark = MarkDelivered.newBuilder().setConversation(conversation).setSeq(seq);
        return request(Request.newBuilder().setMarkDelivered(mark)).thenApply(Reply::getDeliveredMarked);
    }

    /// Who has read a message, or how many have.
    public CompletableFuture<Readers> readers(String conversation, long seq) {
        var of = FetchReaders.newBuilder().setConversation(conversation).setSeq(seq);
        return request(Request.newBuilder().setFetchReaders(of)).thenApply(Reply::getReaders);
    }

    /// Replaces this device's token; the client goes on with the new one.
    public CompletableFuture<TokenRenewed> renewToken() {
        return request(Request.newBuilder().setRenewToken(RenewToken.getDefaultInstance()))
                .thenApply(reply -> {
                    session.connector.tokens().replace(reply.getTokenRenewed().getToken());
                    return reply.getTokenRenewed();
                });
    }

    /// The devices that this user is logged in on, the most recently seen first.
    public CompletableFuture<List<Device>> devices() {
        return request(Request.newBuilder().setListDevices(ListDevices.getDefaultInstance()))
                .thenApply(reply -> reply.getDeviceList().getDevicesList());
    }

    /// Logs devices of this user out; the answer is those that were not before. A client that names its own
    /// device ends.
    public CompletableFuture<List<String>> logOut(List<String> deviceIds) {
        return logOut(LogOut.newBuilder().addAllDeviceIds(deviceIds));
    }

    /// Logs all other devices of this user out.
    public CompletableFuture<List<String>> logOutOthers() {
        return logOut(LogOut.newBuilder().setAllOthers(true));
    }

    private CompletableFuture<List<String>> logOut(LogOut.Builder devices) {
        return request(Request.newBuilder().setLogOut(devices))
                .thenApply(reply -> reply.getLoggedOut().getDeviceIdsList());
    }

    /// The states of all conversations held, the most recently active first.
    public CompletableFuture<List<Conversation>> conversations() {
        return onLoop(() -> CompletableFuture.completedFuture(session.conversations.states()));
    }

    /// The newest messages held of a conversation, by ascending seq.
    public CompletableFuture<List<Message>> window(String conversation) {
        return onLoop(() -> CompletableFuture.completedFuture(session.conversations.window(conversation)));
    }

    /// Where this client stands.
    public CompletableFuture<Status> status() {
        return onLoop(() -> CompletableFuture.completedFuture(session.status()));
    }

    /// The limits that the server named in its last welcome.
    public CompletableFuture<Limits> limits() {
        return onLoop(() -> CompletableFuture.completedFuture(session.limits()));
    }

    /// Sends that have no ack yet.
    public CompletableFuture<Integer> unacknowledged() {
        return onLoop(() -> CompletableFuture.completedFuture(session.outbox.size()));
    }

    /// What to keep to go on in another process.
    public CompletableFuture<ResumePoint> resumePoint() {
        return onLoop(() -> CompletableFuture.completedFuture(session.resumePoint()));
    }

    /// The network came back or the machine woke: connects at once, or asks whether the connection lives.
    public void wake() {
        parts.loop().execute(session::wake);
    }

    /// Drops the connection abruptly, as a dead network does. The client comes back by itself.
    public void cut() {
        withLink(Link::cut);
    }

    /// Whether frames are read; false makes this a slow reader.
    public void reading(boolean isReading) {
        withLink(link -> link.reading(isReading));
    }

    /// Ends; unacknowledged sends complete as abandoned.
    @Override
    public void close() {
        parts.loop().execute(() -> session.stop("closed"));
    }

    private void withLink(Consumer<Link> action) {
        parts.loop().execute(() -> {
            var link = session.connector.link();
            if (link != null) {
                action.accept(link);
            }
        });
    }

    private <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> action) {
        if (parts.loop().isCurrent()) {
            return action.get();
        }
        var result = new CompletableFuture<T>();
        parts.loop().execute(() -> {
            var _ = action.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        });
        return result;
    }
}
