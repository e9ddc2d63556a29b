package chat.hearth.kit.config;

/// One reason to refuse a configuration.
public record Problem(Origin origin, String text) {
    /// The whole message, on one line: `hearth.toml:7: unknown key "limits.frame_byte"; did you mean …`.
    public String line() {
        return origin.describe() + ": " + text;
    }
}
