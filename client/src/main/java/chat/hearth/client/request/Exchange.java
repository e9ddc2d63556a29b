package chat.hearth.client.request;

import chat.hearth.client.wire.Link;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Matches replies to requests of one connection at a time and keeps to the server's in-flight limit.
///
/// One place below the limit stays free for the question whether the connection lives, so that a full
/// window never looks like a dead server.
public final class Exchange {
    private static final int USUAL_IN_FLIGHT = 64;

    private final Map<Integer, Consumer<Reply>> waiting = new HashMap<>();
    private final Runnable whenRoom;
    private @Nullable Link link;
    private int room;
    private int lastId;

    /// Begins without a connection.
    ///
    /// @param whenRoom told each time another request may leave
    public Exchange(Runnable whenRoom) {
        this.whenRoom = whenRoom;
    }

    /// A connection has been welcomed; from here on requests may leave.
    ///
    /// @param inFlight the server's limit; 0 = it named none
    /// @param lastUsedId ids up to this one are taken
    public void open(Link newLink, int inFlight, int lastUsedId) {
        link = newLink;
        room = Math.max(1, (inFlight == 0 ? USUAL_IN_FLIGHT : inFlight) - 1);
        lastId = lastUsedId;
        waiting.clear();
    }

    /// The connection is gone, and with it every answer that was waited for: nobody is told, the owners of
    /// the requests know of the loss themselves.
    public void shut() {
        link = null;
        waiting.clear();
    }

    public boolean isOpen() {
        return link != null;
    }

    /// Whether one more request may leave.
    public boolean hasRoom() {
        return link != null && waiting.size() < room;
    }

    /// Sends a request; ask [#hasRoom] before. The answer is its id, or 0 when it is larger than the server
    /// takes or there is no connection.
    public int send(Request.Builder request, Consumer<Reply> onReply) {
        if (link == null) {
            return 0;
        }
        int id = nextId();
        if (!link.send(request.setId(id).build())) {
            return 0;
        }
        waiting.put(id, onReply);
        return id;
    }

    /// Nobody waits for this answer any more.
    public void forget(int id) {
        if (waiting.remove(id) != null) {
            whenRoom.run();
        }
    }

    /// A reply came; one that nobody waits for is dropped.
    public void received(Reply reply) {
        var onReply = waiting.remove(reply.getId());
        if (onReply != null) {
            onReply.accept(reply);
            whenRoom.run();
        }
    }

    private int nextId() {
        do {
            lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
        } while (waiting.containsKey(lastId));
        return lastId;
    }
}
