package chat.hearth.client;

import chat.hearth.client.request.SendResult;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.DeliveredMarked;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.History;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.ReadMarked;
import chat.hearth.protocol.v1.Readers;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A [HearthClient] for code that waits: made for virtual threads, never to be used on a client's loop.
///
/// Every method answers, throws what the future failed with, or throws [CompletionException] around a
/// [TimeoutException] after `patience`.
public record BlockingClient(HearthClient client, Duration patience) implements AutoCloseable {
    /// Returns when the client is live.
    public BlockingClient connect() {
        await(client.connect());
        return this;
    }

    /// Returns when the text is stored or refused for good.
    public SendResult sendText(String conversation, String text) {
        return await(client.sendText(conversation, text));
    }

    /// Asks anything.
    public Reply request(Request.Builder request) {
        return await(client.request(request));
    }

    /// The direct conversation with a user, made if there is none.
    public Conversation openDirect(String userId) {
        return await(client.openDirect(userId));
    }

    /// The newest page of history below `beforeSeq`, ascending.
    public History historyBefore(String conversation, long beforeSeq, int limit) {
        return await(client.history(FetchHistory.newBuilder()
                .setConversation(conversation)
                .setToSeq(beforeSeq - 1)
                .setLimit(limit)
                .build()));
    }

    /// Moves my read position forward.
    public ReadMarked markRead(String conversation, long seq) {
        return await(client.markRead(conversation, seq));
    }

    /// Says that this device holds everything up to `seq`.
    public DeliveredMarked markDelivered(String conversation, long seq) {
        return await(client.markDelivered(conversation, seq));
    }

    /// Who has read a message, or how many have.
    public Readers readers(String conversation, long seq) {
        return await(client.readers(conversation, seq));
    }

    /// The states of all conversations held.
    public List<Conversation> conversations() {
        return await(client.conversations());
    }

    /// The newest messages held of a conversation.
    public List<Message> window(String conversation) {
        return await(client.window(conversation));
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
