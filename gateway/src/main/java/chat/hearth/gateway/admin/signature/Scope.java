package chat.hearth.gateway.admin.signature;

import java.util.Arrays;
import java.util.Optional;

/// What a key of the server API may be used for.
public enum Scope {
    /// Users and their tokens.
    USER("user"),
    /// Sending and managing messages.
    MESSAGE("message"),
    /// Groups and their members.
    GROUP("group"),
    /// All of it.
    ALL("*");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /// As written in configuration.
    public String text() {
        return text;
    }

    /// The scope of this text.
    public static Optional<Scope> named(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }
}
