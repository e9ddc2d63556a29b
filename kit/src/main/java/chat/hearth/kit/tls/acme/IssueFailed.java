package chat.hearth.kit.tls.acme;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An authority issued nothing; the message is one line.
public final class IssueFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isUnreachable;
    private final @Nullable Instant notBefore;

    private IssueFailed(String message, boolean isUnreachable, @Nullable Instant notBefore, @Nullable Throwable cause) {
        super(message, cause);
        this.isUnreachable = isUnreachable;
        this.notBefore = notBefore;
    }

    /// It could not be reached, so none of its limits was touched.
    static IssueFailed unreachable(String message, @Nullable Throwable cause) {
        return new IssueFailed(message, true, null, cause);
    }

    /// It was asked and said no.
    static IssueFailed refused(String message, @Nullable Throwable cause) {
        return new IssueFailed(message, false, null, cause);
    }

    /// It was asked too often, and wants to be left alone until then.
    static IssueFailed tooOften(String message, @Nullable Instant notBefore, Throwable cause) {
        return new IssueFailed(message, false, notBefore, cause);
    }

    boolean isUnreachable() {
        return isUnreachable;
    }

    /// When it may be asked again, if it said so.
    @Nullable Instant notBefore() {
        return notBefore;
    }
}
