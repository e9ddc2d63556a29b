package chat.hearth.client;

import chat.hearth.client.wire.Ending;
import chat.hearth.client.wire.Refusal;
import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.EnumSet;
import java.util.Set;

/// What to do after an attempt or a connection ended, read from the catalogue.
sealed interface NextStep {
    /// The codes that only another token helps against.
    Set<ErrorCode> OF_THE_TOKEN =
            EnumSet.of(ErrorCode.TOKEN_INVALID, ErrorCode.TOKEN_EXPIRED, ErrorCode.TOKEN_OTHER_ENVIRONMENT);

    /// Try again with what is at hand, not before `minDelayMs`.
    record Again(long minDelayMs, String reason) implements NextStep {}

    /// Throw the ticket away and ask `/route`, not before `minDelayMs`.
    record Reroute(long minDelayMs, String reason) implements NextStep {}

    /// Get another token.
    record Login(Refusal refusal) implements NextStep {}

    /// Nothing helps.
    record Stop(String reason) implements NextStep {}

    /// After a refusal of `/route` or of hello.
    static NextStep after(Refusal refusal) {
        if (OF_THE_TOKEN.contains(refusal.code())) {
            return new Login(refusal);
        }
        return switch (refusal.retry()) {
            case NEVER -> new Stop(refusal.toString());
            case SAME_REQUEST -> new Again(refusal.retryAfterMs(), refusal.toString());
            // A code of a newer server: a fresh start is the safest thing to try.
            case AFTER_RENEWAL, RETRY_UNSPECIFIED, UNRECOGNIZED ->
                new Reroute(refusal.retryAfterMs(), refusal.toString());
        };
    }

    /// After a connection ended.
    static NextStep after(Ending ending) {
        return switch (ending) {
            case Ending.Lost(String cause) -> new Again(0, cause);
            case Ending.Left() -> new Again(0, "moved");
            case Ending.Closed(int code, String reason) -> afterClose(code, code + " " + reason);
        };
    }

    private static NextStep afterClose(int number, String reason) {
        var code = CloseCode.forNumber(number);
        if (code == null) {
            return new Again(0, reason);
        }
        var traits = Catalogue.of(code);
        return switch (traits.getRetry()) {
            case NEVER -> new Stop(code + ": " + reason);
            case AFTER_RENEWAL -> new Reroute(traits.getRetryAfterMs(), reason);
            case SAME_REQUEST, RETRY_UNSPECIFIED, UNRECOGNIZED -> new Again(traits.getRetryAfterMs(), reason);
        };
    }
}
