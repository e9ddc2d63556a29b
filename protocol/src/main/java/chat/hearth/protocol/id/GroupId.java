package chat.hearth.protocol.id;

/// The target of a group conversation.
///
/// @param value 1–64 ASCII letters, digits and `. _ @ + = ~ -`
public record GroupId(String value) {
    public GroupId {
        ExternalId.check(value, "a group id");
    }

    /// Whether `value` may be a group id; ask before constructing from outside input.
    public static boolean isValid(String value) {
        return ExternalId.isValid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
