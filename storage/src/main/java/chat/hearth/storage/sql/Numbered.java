package chat.hearth.storage.sql;

import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.protocol.v1.Body;
import chat.hearth.storage.engine.PendingMessage;

/// A message with the numbers it got, and what its row holds besides.
public record Numbered(PendingMessage pending, Stored stored) {
    private static final int MENTION_SHIFT = 2;
    private static final long MS_PER_S = 1000;

    /// Which send it is.
    public SendId id() {
        return new SendId(pending.message().sender(), pending.message().cid());
    }

    /// The body's kind.
    public long kind() {
        return Integer.toUnsignedLong(body().getKind());
    }

    /// Bits 0–1: persist; bits 2–3: mention scope.
    public long flags() {
        return body().getPersistValue() | (long) body().getMentionScopeValue() << MENTION_SHIFT;
    }

    /// When it expires; 0 = never.
    public long expiresAtMs() {
        var body = body();
        return body.getExpireS() == 0 ? 0 : stored.sentAtMs() + Integer.toUnsignedLong(body.getExpireS()) * MS_PER_S;
    }

    /// What it answers; 0 = nothing.
    public long replySeq() {
        return body().getReplySeq();
    }

    private Body body() {
        return pending.message().body();
    }
}
