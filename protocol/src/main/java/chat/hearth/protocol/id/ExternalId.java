package chat.hearth.protocol.id;

/// What an external id may look like: 1–64 ASCII letters, digits and `. _ @ + = ~ -`.
///
/// Neither `:` (it separates the parts of a [ConversationId]) nor anything that means something in a URL
/// path.
final class ExternalId {
    static final int MAX_LENGTH = 64;

    private ExternalId() {}

    static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return false;
        }
        return value.chars().allMatch(ExternalId::isAllowed);
    }

    static String check(String value, String what) {
        if (!isValid(value)) {
            throw new IllegalArgumentException(what + " must be 1-64 letters, digits or . _ @ + = ~ -");
        }
        return value;
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._@+=~-".indexOf(c) >= 0;
    }
}
