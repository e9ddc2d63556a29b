package chat.hearth.storage.engine;

import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Refused;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.Digest;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.ErrorCode;

/// What is remembered of a stored send: enough to repeat its acknowledgement, whatever became of the message.
public record EarlierSend(Digest digest, Stored stored) {
    /// The answer to another send under the same cid.
    public AppendOutcome answer(Digest repeated) {
        return digest.equals(repeated)
                ? new Stored(
                        stored.messageId(), stored.seq(), stored.change(), stored.counted(), stored.sentAtMs(), true)
                : new Refused(Refusal.of(ErrorCode.CONFLICT));
    }
}
