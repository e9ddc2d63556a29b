package chat.hearth.kit.config;

/// A value that no log, message or listing may show: its own text form is a mask.
public final class Secret {
    private static final Secret NONE = new Secret("");
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /// The absence of a secret.
    public static Secret none() {
        return NONE;
    }

    /// A secret with this value; empty is [#none()].
    public static Secret of(String value) {
        return value.isEmpty() ? NONE : new Secret(value);
    }

    public boolean isPresent() {
        return !value.isEmpty();
    }

    /// The secret itself, for the one place that uses it.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return isPresent() ? "***" : "";
    }
}
