package chat.hearth.protocol.id;

/// One installation of a client, issued by the server or given by the login server.
///
/// @param value 1–64 ASCII letters, digits and `. _ @ + = ~ -`
public record DeviceId(String value) {
    public DeviceId {
        ExternalId.check(value, "a device id");
    }

    /// Whether `value` may be a device id; ask before constructing from outside input.
    public static boolean isValid(String value) {
        return ExternalId.isValid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
