package chat.hearth.protocol.id;

/// A person or a bot, chosen by the caller of the server API or by the server.
///
/// @param value 1–64 ASCII letters, digits and `. _ @ + = ~ -`
public record UserId(String value) {
    public UserId {
        ExternalId.check(value, "a user id");
    }

    /// Whether `value` may be a user id; ask before constructing from outside input.
    public static boolean isValid(String value) {
        return ExternalId.isValid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
