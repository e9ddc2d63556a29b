package chat.hearth.gateway.connection;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.ServerFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the frames that answer requests.
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final byte[] NOTHING = {};

    private Replies() {}

    static SharedFrame of(int id, Reply.Builder result) {
        return new SharedFrame(
                ServerFrame.newBuilder().setReply(result.setId(id)).build());
    }

    static SharedFrame refused(int id, Refusal refusal) {
        return of(id, Reply.newBuilder().setError(refusal.toError()));
    }

    /// INTERNAL, with the id under which the fault was logged.
    static SharedFrame failed(int id, String incident) {
        var error = Refusal.of(ErrorCode.INTERNAL).toError().toBuilder().setIncident(incident);
        return of(id, Reply.newBuilder().setError(error));
    }

    /// The bytes of a frame, if it is not larger than a client was promised. A larger one is a mistake of the
    /// server: an answer becomes INTERNAL, anything else is left out (nothing), and the client finds the gap
    /// and asks.
    static byte[] fitting(SharedFrame frame, Encoding encoding, int maxBytes) {
        var bytes = frame.bytes(encoding);
        if (frame.frame().getSerializedSize() <= maxBytes) {
            return bytes;
        }
        var incident = Incident.next();
        LOG.atError()
                .addKeyValue("incident", incident)
                .addKeyValue("frame", frame.frame().getFrameCase())
                .addKeyValue("bytes", bytes.length)
                .log("a frame is larger than limits.serverFrameBytes");
        return frame.frame().hasReply()
                ? failed(frame.frame().getReply().getId(), incident).bytes(encoding)
                : NOTHING;
    }
}
