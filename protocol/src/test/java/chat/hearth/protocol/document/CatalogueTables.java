package chat.hearth.protocol.document;

import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Traits;
import java.util.Arrays;
import java.util.List;

/// The rows of the two code tables, as docs/PROTOCOL.md must have them.
final class CatalogueTables {
    private CatalogueTables() {}

    static List<String> errors() {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code != ErrorCode.UNRECOGNIZED && code != ErrorCode.ERROR_CODE_UNSPECIFIED)
                .map(code -> {
                    var traits = Catalogue.of(code);
                    return row(
                            Integer.toString(code.getNumber()),
                            "`" + code + "`",
                            fault(traits),
                            retry(traits),
                            Integer.toString(traits.getHttpStatus()),
                            traits.getMeaning());
                })
                .toList();
    }

    static List<String> closes() {
        return Arrays.stream(CloseCode.values())
                .filter(code -> code != CloseCode.UNRECOGNIZED && code != CloseCode.CLOSE_CODE_UNSPECIFIED)
                .map(code -> {
                    var traits = Catalogue.of(code);
                    return row(
                            Integer.toString(code.getNumber()),
                            "`" + code + "`",
                            fault(traits),
                            retry(traits),
                            traits.getMeaning());
                })
                .toList();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String fault(Traits traits) {
        return switch (traits.getFault()) {
            case CLIENT_FAULT -> "client";
            case PERSON_FAULT -> "person";
            case SERVER_FAULT -> "server";
            case FAULT_UNSPECIFIED, UNRECOGNIZED -> "?";
        };
    }

    private static String retry(Traits traits) {
        return switch (traits.getRetry()) {
            case NEVER -> "never";
            case SAME_REQUEST ->
                traits.getRetryAfterMs() == 0 ? "same request" : "same request, " + traits.getRetryAfterMs() + " ms";
            case AFTER_RENEWAL -> "after renewal";
            case RETRY_UNSPECIFIED, UNRECOGNIZED -> "?";
        };
    }
}
