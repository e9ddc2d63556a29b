package chat.hearth.storage.sql;

/// What ids are taken from, with how many are taken at once: one row is written per block, not per id.
public enum Sequence {
    CONVERSATION("conversation", 100),
    DEVICE("device", 100),
    MESSAGE("message", 10_000),
    USER("user", 100);

    private final String row;
    private final int block;

    Sequence(String row, int block) {
        this.row = row;
        this.block = block;
    }

    /// Its name in the database.
    public String row() {
        return row;
    }

    /// How many ids are taken at once.
    public int block() {
        return block;
    }
}
