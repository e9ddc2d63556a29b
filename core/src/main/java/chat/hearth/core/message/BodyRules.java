package chat.hearth.core.message;

import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.List;
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
                .or(() -> body.getReplySeq() < 0
                        ? Optional.of(Refusal.invalid("body.replySeq", "must not be negative"))
                        : Optional.empty())
                .or(() -> body.getSerializedSize() > maxBytes
                        ? Optional.of(Refusal.of(
                                ErrorCode.BODY_TOO_LARGE,
                                "body: " + body.getSerializedSize() + " bytes; at most " + maxBytes + " are taken"))
                        : Optional.empty());
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
        if (body.getKind() == KIND_TEXT && text.isBlank()) {
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
        return body.getMentionedCount() > MAX_MENTIONED
                ? Optional.of(Refusal.invalid("body.mentioned", "at most " + MAX_MENTIONED + " users"))
                : Optional.empty();
    }

    private static Optional<Refusal> texts(Body body) {
        var texts = List.of(
                body.getText(),
                body.getPushText(),
                body.getPushData(),
                body.getContent(),
                body.getMediaUrl(),
                body.getExtra());
        return texts.stream().anyMatch(BodyRules::isUnstorable)
                ? Optional.of(Refusal.of(ErrorCode.TEXT_FORBIDDEN_CHARACTER))
                : Optional.empty();
    }

    /// NUL can't be stored by every engine; a surrogate without its other half is no text at all.
    private static boolean isUnstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return true;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }
}
