package chat.hearth.core.message;

import chat.hearth.core.conversation.Standing;
import chat.hearth.core.conversation.Standings;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Outcome.Done;
import chat.hearth.core.outcome.Outcome.Refused;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.Sent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sending: from a request to a place in the store's queue, and from there to the ack.
public final class Messages {
    private final MessageStore store;
    private final Standings standings;
    private final BodyRules rules;
    private final InstantSource clock;

    public Messages(MessageStore store, Standings standings, BodyRules rules, InstantSource clock) {
        this.store = store;
        this.standings = standings;
        this.rules = rules;
        this.clock = clock;
    }

    /// Validates, judges and queues a send. Returns when it is queued; `done` is called once, after the
    /// commit (G1) or with the refusal, and must not block.
    ///
    /// A retry of what is stored gets its ack whatever the sender may do by then (G2): the duplicate check
    /// comes before rights and rate, in the store for what is allowed, here for what is not.
    ///
    /// @throws chat.hearth.core.outcome.StoreFault if the store can't be read; `done` is not called then
    public void submit(Sender sender, Send request, Consumer<Outcome<Sent>> done) {
        var send = KnownFields.of(request);
        var refusal = form(send);
        if (refusal.isPresent()) {
            done.accept(Outcome.refused(refusal.get()));
            return;
        }
        switch (standing(sender, send)) {
            case Done<Standing>(var standing) -> append(sender, send, standing, done);
            case Refused<Standing>(var why) -> done.accept(ackOfEarlier(sender, send, why));
        }
    }

    private Optional<Refusal> form(Send send) {
        if (!Cid.isValid(send.getCid())) {
            return Optional.of(Refusal.invalid("cid", "must be a UUIDv7 in canonical lower-case form"));
        }
        if (!send.getAfterCid().isEmpty() && !Cid.isValid(send.getAfterCid())) {
            return Optional.of(Refusal.invalid("afterCid", "must be a UUIDv7 in canonical lower-case form"));
        }
        if (!ConversationId.isValid(send.getConversation())) {
            return Optional.of(Refusal.invalid("conversation", "must be d:USER:USER or g:GROUP"));
        }
        long now = clock.millis();
        if (!Cid.parse(send.getCid()).isInWindow(now)) {
            return Optional.of(Refusal.of(ErrorCode.CID_OUT_OF_WINDOW).at(now));
        }
        return rules.judge(send.getBody());
    }

    private Outcome<Standing> standing(Sender sender, Send send) {
        return standings.of(sender.caller(), send.getConversation()).then(standing -> {
            int waitMs = sender.rate() == null ? 0 : sender.rate().take();
            return waitMs == 0
                    ? Outcome.done(standing)
                    : Outcome.refused(Refusal.of(ErrorCode.RATE_LIMITED).retryAfter(waitMs));
        });
    }

    private void append(Sender sender, Send send, Standing standing, Consumer<Outcome<Sent>> done) {
        var message = new NewMessage(
                standing.conversation(),
                standing.id(),
                sender.caller().key(),
                sender.caller().id(),
                Cid.parse(send.getCid()),
                send.getBody(),
                Digest.of(standing.id(), send.getBody()),
                after(send),
                standing.rulesVersion(),
                sender.origin());
        store.append(message, outcome -> done.accept(toSent(send, outcome)));
    }

    private Outcome<Sent> ackOfEarlier(Sender sender, Send send, Refusal otherwise) {
        var digest = Digest.of(new ConversationId(send.getConversation()), send.getBody());
        return store.earlier(sender.caller().key(), Cid.parse(send.getCid()), digest)
                .map(outcome -> toSent(send, outcome))
                .orElseGet(() -> Outcome.refused(otherwise));
    }

    private static @Nullable Cid after(Send send) {
        return send.getAfterCid().isEmpty() ? null : Cid.parse(send.getAfterCid());
    }

    private static Outcome<Sent> toSent(Send send, AppendOutcome outcome) {
        return switch (outcome) {
            case AppendOutcome.Stored stored ->
                Outcome.done(Sent.newBuilder()
                        .setCid(send.getCid())
                        .setMessageId(stored.messageId())
                        .setSeq(stored.seq())
                        .setChange(stored.change())
                        .setCounted(stored.counted())
                        .setSentAtMs(stored.sentAtMs())
                        .setDuplicate(stored.isDuplicate())
                        .build());
            case AppendOutcome.Refused(var refusal) -> Outcome.refused(refusal);
        };
    }
}
