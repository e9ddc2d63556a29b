package chat.hearth.gateway.admin;

import chat.hearth.core.conversation.Conversations;
import chat.hearth.core.message.Messages;
import chat.hearth.core.message.Sender;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.StoredUser;
import chat.hearth.core.user.Users;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.Sent;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sending in a user's name.
final class MessageCalls {
    private static final int DIRECT = 0;
    private static final int GROUP = 1;
    private static final int PATIENCE_S = 30;
    private static final int MAX_LINE = 999_999_999;

    private final Users users;
    private final Conversations conversations;
    private final Messages messages;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    MessageCalls(Users users, Conversations conversations, Messages messages, InstantSource clock) {
        this.users = users;
        this.conversations = conversations;
        this.messages = messages;
        this.clock = clock;
    }

    /// Sends as any member's message is sent, so that all online members get it, the sender's devices
    /// included.
    CallOutcome send(Fields request, String idempotencyKey) {
        if (!request.texts("toUsers").isEmpty()) {
            return new CallOutcome.Refused(Refusal.of(
                    ErrorCode.UNIMPLEMENTED, "toUsers: messages to some members can't be sent in this version."));
        }
        var cid = idempotencyKey.isEmpty()
                ? Cid.of(clock.millis(), random.nextLong(), random.nextLong()).toString()
                : idempotencyKey;
        var conv = request.child("conv");
        var payload = request.child("payload");
        var sent = users.one(request.required("sender"), "sender")
                .then(sender -> conversation(sender, conv)
                        .then(conversation -> Payloads.body(payload)
                                .then(body -> submit(
                                        sender,
                                        Send.newBuilder()
                                                .setConversation(conversation.value())
                                                .setCid(cid)
                                                .setBody(body)
                                                .build()))));
        return CallOutcome.of(sent, MessageCalls::shown);
    }

    private Outcome<ConversationId> conversation(StoredUser sender, Fields conv) {
        var target = conv.required("target");
        int line = conv.number("line", 0);
        if (line > MAX_LINE) {
            return Outcome.refused(Refusal.invalid("conv.line", "at most " + MAX_LINE));
        }
        return switch (conv.number("type", DIRECT)) {
            case DIRECT -> direct(sender, target, line);
            case GROUP ->
                GroupId.isValid(target)
                        ? Outcome.done(ConversationId.group(new GroupId(target), line))
                        : Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND);
            default ->
                Outcome.refused(ErrorCode.UNIMPLEMENTED, "conv.type: this version knows 0 (direct) and 1 (group).");
        };
    }

    private Outcome<ConversationId> direct(StoredUser sender, String target, int line) {
        if (target.equals(sender.id().value())) {
            return Outcome.refused(Refusal.invalid("conv.target", "is the sender"));
        }
        return users.one(target, "conv.target")
                .map(other ->
                        conversations.openDirect(caller(sender), other, line).id());
    }

    private Outcome<Sent> submit(StoredUser sender, Send send) {
        var done = new CompletableFuture<Outcome<Sent>>();
        messages.submit(new Sender(caller(sender), null, null), send, done::complete);
        try {
            return done.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        } catch (CompletionException fault) {
            if (fault.getCause() instanceof TimeoutException) {
                return Outcome.refused(
                        ErrorCode.UNAVAILABLE, "Not stored within " + PATIENCE_S + " s; repeat with the same key.");
            }
            throw fault;
        }
    }

    private static Caller caller(StoredUser user) {
        return new Caller(user.key(), user.id());
    }

    private static Map<String, Object> shown(Sent sent) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("messageUid", sent.getMessageId());
        fields.put("timestamp", sent.getSentAtMs());
        return fields;
    }
}
