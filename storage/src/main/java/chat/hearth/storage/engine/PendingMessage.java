package chat.hearth.storage.engine;

import chat.hearth.core.message.NewMessage;
import com.google.protobuf.ByteString;

/// A message in the queue.
///
/// @param content the body as it is stored; encoded by the thread that sent it, to spare the writer
public record PendingMessage(NewMessage message, ByteString content) {
    /// The message with its body encoded.
    public static PendingMessage of(NewMessage message) {
        return new PendingMessage(message, message.body().toByteString());
    }
}
