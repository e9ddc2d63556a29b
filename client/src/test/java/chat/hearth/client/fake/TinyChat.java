package chat.hearth.client.fake;

import chat.hearth.protocol.v1.CaughtUp;
import chat.hearth.protocol.v1.Checkpoint;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ConversationChange;
import chat.hearth.protocol.v1.ConversationPage;
import chat.hearth.protocol.v1.Endpoint;
import chat.hearth.protocol.v1.Error;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Event;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Limits;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Pong;
import chat.hearth.protocol.v1.Position;
import chat.hearth.protocol.v1.Reconnect;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Resumed;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.Welcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A chat server in a few pages: just enough of the protocol to be a client's other half. One thread only.
///
/// Tickets and tokens are `ticket-USER` and `token-USER`; a conversation's members are whoever its direct id
/// names.
public final class TinyChat {
    public static final long TIME_MS = 1_700_000_000_000L;
    private static final int DIFF_LIMIT = 50;
    private static final int EVENT_LIMIT = 30;

    /// One connection as the server sees it.
    public interface Peer {
        void push(ServerFrame frame);

        void close(int code);
    }

    public final List<Hello> hellos = new ArrayList<>();
    public final List<Request> requests = new ArrayList<>();
    /// Each refuses one send.
    public final Queue<ErrorCode> sendRefusals = new ArrayDeque<>();
    /// Each refuses one hello.
    public final Queue<ErrorCode> helloRefusals = new ArrayDeque<>();

    public int inFlight = 64;
    public int spreadMs = 100;
    /// Positions are pushed in place of events.
    public boolean isLagging;
    /// Cursors of an earlier epoch are of no use.
    public int epoch = 1;

    public List<String> reconnectEndpoints = List.of();
    private final Map<String, TinyRoom> rooms = new HashMap<>();
    private final Map<Peer, String> users = new HashMap<>();
    private long mark = 1;

    /// The room, made if there is none.
    public TinyRoom room(String id) {
        return rooms.computeIfAbsent(id, TinyRoom::new);
    }

    public int connected() {
        return users.size();
    }

    /// Every live connection of a user.
    public List<Peer> peers(String user) {
        return users.entrySet().stream()
                .filter(each -> each.getValue().equals(user))
                .map(Map.Entry::getKey)
                .toList();
    }

    public void left(Peer peer) {
        users.remove(peer);
    }

    /// Takes a request of this connection.
    public void take(Peer peer, Request request) {
        requests.add(request);
        var user = users.get(peer);
        if (user == null && !request.hasHello()) {
            refuse(peer, request.getId(), ErrorCode.HELLO_REQUIRED);
            return;
        }
        var id = Reply.newBuilder().setId(request.getId());
        switch (request.getMethodCase()) {
            case HELLO -> greet(peer, request);
            case PING -> reply(peer, id.setPong(Pong.newBuilder().setServerTimeMs(TIME_MS)));
            case SEND -> send(peer, String.valueOf(user), request);
            case FETCH_DIFF -> {
                var fetch = request.getFetchDiff();
                reply(peer, id.setDiff(room(fetch.getConversation()).diff(fetch.getFromChange(), DIFF_LIMIT)));
            }
            case FETCH_HISTORY -> history(peer, id, request.getFetchHistory());
            case LIST_CONVERSATIONS -> list(peer, id, String.valueOf(user));
            case FETCH_CONVERSATION -> {
                var room = rooms.get(request.getFetchConversation().getConversation());
                if (room == null) {
                    refuse(peer, request.getId(), ErrorCode.CONVERSATION_NOT_FOUND);
                } else {
                    reply(peer, id.setConversation(room.state(String.valueOf(user))));
                }
            }
            case OPEN_DIRECT -> {
                var other = request.getOpenDirect().getUserId();
                var me = String.valueOf(user);
                var room = room("d:" + (me.compareTo(other) < 0 ? me + ":" + other : other + ":" + me));
                reply(peer, id.setConversation(room.state(me)));
            }
            default -> refuse(peer, request.getId(), ErrorCode.UNIMPLEMENTED);
        }
    }

    /// A message from nowhere in particular.
    public Message post(String conversation, String sender, String text) {
        var room = room(conversation);
        return appended(room, room.append(sender, text, ++mark), null);
    }

    /// Changes a row.
    public void edit(String conversation, long seq, String text) {
        var room = room(conversation);
        appended(room, room.edit(seq, text, ++mark), null);
    }

    private Message appended(TinyRoom room, Message message, @Nullable Peer origin) {
        for (var each : List.copyOf(users.entrySet())) {
            if (!each.getKey().equals(origin) && room.isOf(each.getValue())) {
                each.getKey().push(isLagging ? position(room) : event(room.id(), message));
            }
        }
        return message;
    }

    private void greet(Peer peer, Request request) {
        var hello = request.getHello();
        hellos.add(hello);
        var refusal = helloRefusals.poll();
        if (refusal != null || !hello.getTicket().startsWith("ticket-")) {
            refuse(peer, request.getId(), refusal == null ? ErrorCode.TICKET_INVALID : refusal);
            peer.close(4009);
            return;
        }
        var user = hello.getTicket().substring("ticket-".length());
        users.put(peer, user);
        var reconnect = Reconnect.newBuilder().setTicket(hello.getTicket()).setSpreadMs(spreadMs);
        reconnectEndpoints.forEach(
                url -> reconnect.addEndpoints(Endpoint.newBuilder().setUrl(url)));
        reply(
                peer,
                Reply.newBuilder()
                        .setId(request.getId())
                        .setWelcome(Welcome.newBuilder()
                                .setSession("s" + hellos.size())
                                .setUserId(user)
                                .setServerTimeMs(TIME_MS)
                                .setLimits(Limits.newBuilder()
                                        .setInFlight(inFlight)
                                        .setFrameBytes(65_536))
                                .setReconnect(reconnect)));
        resume(peer, user, hello);
    }

    private void resume(Peer peer, String user, Hello hello) {
        boolean isRecovered = hello.getCursor().startsWith(epoch + ":");
        push(peer, ServerFrame.newBuilder().setResumed(Resumed.newBuilder().setRecovered(isRecovered)));
        if (isRecovered) {
            long since = Long.parseLong(hello.getCursor().split(":", 2)[1]);
            rooms.values().stream()
                    .filter(room -> room.isOf(user) && room.lastMark() >= since)
                    .forEach(room -> missed(peer, room, hello));
        }
        push(peer, ServerFrame.newBuilder().setCaughtUp(CaughtUp.getDefaultInstance()));
        checkpoint(peer);
    }

    private static void missed(Peer peer, TinyRoom room, Hello hello) {
        long have = hello.getHaveList().stream()
                .filter(each -> each.getConversation().equals(room.id()))
                .mapToLong(each -> each.getChange())
                .findFirst()
                .orElse(0);
        var diff = room.diff(have, EVENT_LIMIT);
        if (diff.getStartOver() || have == 0) {
            peer.push(position(room));
        } else {
            push(peer, ServerFrame.newBuilder().setMissed(diff));
        }
    }

    /// A position that is safe to resume from.
    public void checkpoint(Peer peer) {
        push(
                peer,
                ServerFrame.newBuilder().setCheckpoint(Checkpoint.newBuilder().setCursor(epoch + ":" + mark)));
    }

    private void send(Peer peer, String user, Request request) {
        Send send = request.getSend();
        var room = room(send.getConversation());
        var refusal = sendRefusals.poll();
        var earlier = room.sent(user + send.getCid());
        var reply = Reply.newBuilder().setId(request.getId());
        if (earlier != null) {
            reply(peer, reply.setSent(earlier.toBuilder().setDuplicate(true)));
        } else if (refusal != null) {
            refuse(peer, request.getId(), refusal);
        } else if (!send.getAfterCid().isEmpty() && room.sent(user + send.getAfterCid()) == null) {
            refuse(peer, request.getId(), ErrorCode.PREDECESSOR_MISSING);
        } else {
            var message = room.append(user, send.getBody().getText(), ++mark);
            var sent = room.acknowledge(user, send.getCid(), message);
            reply(peer, reply.setSent(sent));
            appended(room, message, peer);
        }
    }

    private void history(Peer peer, Reply.Builder reply, FetchHistory fetch) {
        reply(peer, reply.setHistory(room(fetch.getConversation()).history(fetch)));
    }

    private void list(Peer peer, Reply.Builder reply, String user) {
        var page = ConversationPage.newBuilder();
        rooms.values().stream()
                .filter(room -> room.isOf(user) && room.lastMark() > 0)
                .map(room -> room.state(user))
                .forEach((Conversation each) -> page.addConversations(each));
        reply(peer, reply.setConversationPage(page));
    }

    private static ServerFrame event(String conversation, Message message) {
        return ServerFrame.newBuilder()
                .setEvent(Event.newBuilder()
                        .setConversation(ConversationChange.newBuilder()
                                .setConversation(conversation)
                                .setChange(message.getChange())
                                .setMessage(message)))
                .build();
    }

    private static ServerFrame position(TinyRoom room) {
        return ServerFrame.newBuilder()
                .setPosition(Position.newBuilder()
                        .setConversation(room.id())
                        .setChangeHead(room.change())
                        .setSeqHead(room.seq()))
                .build();
    }

    private static void refuse(Peer peer, int id, ErrorCode code) {
        reply(peer, Reply.newBuilder().setId(id).setError(Error.newBuilder().setCode(code)));
    }

    private static void reply(Peer peer, Reply.Builder reply) {
        push(peer, ServerFrame.newBuilder().setReply(reply));
    }

    private static void push(Peer peer, ServerFrame.Builder frame) {
        peer.push(frame.build());
    }
}
