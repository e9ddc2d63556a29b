package chat.hearth.core.message;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.text.Texts;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.MentionScope;
import chat.hearth.protocol.v1.Persist;
import java.util.Optional;

/// What a body may hold. Everything here is checked before a message is queued, so that no engine ever meets
/// a value it can't store.
public final class BodyRules {
    /// Kind of a plain text message.
    public static final int KIND_TEXT = 1;

    private static final int MAX_KIND = 65_535;
    private static final int MAX_MENTIONED = 50;
    /// Kinds that only the server makes: recall and delete notices, group notices.
    private static final int RECALL_NOTICE = 80;

    private static final int DELETE_NOTICE = 81;
    private static final int FIRST_NOTICE = 100;
    private static final int LAST_NOTICE = 199;

    /// So many times of its binary limit a body may take in the other encoding; a server frame holds that.
    public static final int MAX_GROWTH = 4;

    private final int maxCharacters;
    private final int maxBytes;

    /// The rules under two limits.
    ///
    /// @param maxCharacters of the text, in Unicode code points
    /// @param maxBytes of the whole body in its binary encoding
    public BodyRules(int maxCharacters, int maxBytes) {
        this.maxCharacters = maxCharacters;
        this.maxBytes = maxBytes;
    }

    /// Why the body is refused; empty if it is not.
    public Optional<Refusal> judge(Body body) {
        return texts(body)
                .or(() -> kind(body.getKind()))
                .or(() -> text(body))
                .or(() -> mentions(body))
                .or(() -> choices(body))
                .or(() -> numbers(body))
                .or(() -> size(body));
    }

    private static Optional<Refusal> kind(int kind) {
        if (kind < 1 || kind > MAX_KIND) {
            return Optional.of(Refusal.invalid("body.kind", "must be 1 to " + MAX_KIND));
        }
        return kind == RECALL_NOTICE || kind == DELETE_NOTICE || (kind >= FIRST_NOTICE && kind <= LAST_NOTICE)
                ? Optional.of(Refusal.of(ErrorCode.KIND_RESERVED))
                : Optional.empty();
    }

    private Optional<Refusal> text(Body body) {
        var text = body.getText();
        if (body.getKind() == KIND_TEXT && !Texts.isVisible(text)) {
            return Optional.of(Refusal.of(ErrorCode.TEXT_EMPTY));
        }
        int characters = text.codePointCount(0, text.length());
        return characters > maxCharacters
                ? Optional.of(Refusal.of(
                        ErrorCode.TEXT_TOO_LONG,
                        "body.text: " + characters + " characters; at most " + maxCharacters + " are taken"))
                : Optional.empty();
    }

    private static Optional<Refusal> mentions(Body body) {
        if (body.getMentionedCount() > MAX_MENTIONED) {
            return Optional.of(Refusal.invalid("body.mentioned", "at most " + MAX_MENTIONED + " users"));
        }
        return body.getMentionedList().stream().allMatch(UserId::isValid)
                ? Optional.empty()
                : Optional.of(Refusal.invalid("body.mentioned", "must be user ids"));
    }

    /// What is of an enumeration but not in it can't be kept: this version does not know what it asks for.
    private static Optional<Refusal> choices(Body body) {
        if (body.getPersist() == Persist.UNRECOGNIZED) {
            return Optional.of(Refusal.invalid("body.persist", "is unknown here"));
        }
        return body.getMentionScope() == MentionScope.UNRECOGNIZED
                ? Optional.of(Refusal.invalid("body.mentionScope", "is unknown here"))
                : Optional.empty();
    }

    private static Optional<Refusal> numbers(Body body) {
        if (body.getReplySeq() < 0) {
            return Optional.of(Refusal.invalid("body.replySeq", "must not be negative"));
        }
        // An unsigned field above 2^31-1 is a negative int here, and would lie in the past.
        return body.getExpireS() < 0
                ? Optional.of(Refusal.invalid("body.expireS", "at most " + Integer.MAX_VALUE))
                : Optional.empty();
    }

    private Optional<Refusal> size(Body body) {
        int bytes = body.getSerializedSize();
        if (bytes > maxBytes) {
            return tooLarge(bytes + " bytes; at most " + maxBytes + " are taken");
        }
        return WireSize.of(body) > MAX_GROWTH * maxBytes
                ? tooLarge("has too many characters that take more room in JSON")
                : Optional.empty();
    }

    private static Optional<Refusal> tooLarge(String why) {
        return Optional.of(Refusal.of(ErrorCode.BODY_TOO_LARGE, "body: " + why));
    }

    private static Optional<Refusal> texts(Body body) {
        return BodyTexts.of(body).stream().allMatch(Texts::isStorable)
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.TEXT_FORBIDDEN_CHARACTER));
    }
}
