package chat.hearth.core.message;

import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Message;

/// A message's row.
///
/// @param id below 2^53
/// @param counted see [AppendOutcome.Stored]
/// @param editNo how often it changed after birth
public record StoredMessage(
        long id,
        long conversation,
        long seq,
        long change,
        long counted,
        UserId sender,
        long sentAtMs,
        Body body,
        int editNo) {

    /// As it travels.
    public Message toMessage() {
        return Message.newBuilder()
                .setMessageId(id)
                .setSeq(seq)
                .setChange(change)
                .setCounted(counted)
                .setSender(sender.value())
                .setSentAtMs(sentAtMs)
                .setBody(body)
                .setEditNo(editNo)
                .build();
    }
}
