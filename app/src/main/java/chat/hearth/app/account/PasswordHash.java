package chat.hearth.app.account;

/// A slow function that passwords are kept through. Methods take tens of milliseconds of a processor.
public interface PasswordHash {
    /// The text to keep, with a salt of its own.
    String of(String password);

    /// Whether the password belongs to the text.
    boolean matches(String password, String hash);
}
