package chat.hearth.storage.postgres;

import java.util.Locale;

/// A setting of the server that can lose what was acknowledged. A store opens on such a server only if the
/// risk was accepted by name.
public enum Risk {
    FSYNC("a power cut may destroy the database"),
    SYNCHRONOUS_COMMIT("a crash of the server may lose messages that were acknowledged"),
    FULL_PAGE_WRITES("a power cut may destroy pages of the database");

    private final String consequence;

    Risk(String consequence) {
        this.consequence = consequence;
    }

    /// The setting's name, in PostgreSQL and in the configuration.
    public String setting() {
        return name().toLowerCase(Locale.ROOT);
    }

    String consequence() {
        return consequence;
    }
}
