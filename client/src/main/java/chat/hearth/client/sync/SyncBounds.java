package chat.hearth.client.sync;

/// How much is held of conversations.
///
/// @param conversations held at once; beyond, the least recently active is forgotten and starts afresh
///   when it moves again
/// @param windowMessages newest messages held of each; older ones are dropped and can be paged back
/// @param heldChanges changes that wait for an earlier one; beyond, they are dropped, as the difference
///   brings them
/// @param gapMessages missed messages that are still told one by one; beyond, a conversation is reset
/// @param fetches differences fetched at once
public record SyncBounds(int conversations, int windowMessages, int heldChanges, int gapMessages, int fetches) {
    /// What suits a person's client.
    public static final SyncBounds USUAL = new SyncBounds(10_000, 500, 1_000, 5_000, 8);

    public SyncBounds {
        if (conversations < 1 || windowMessages < 0 || heldChanges < 0 || gapMessages < 0 || fetches < 1) {
            throw new IllegalArgumentException("bounds must leave room for one conversation and one fetch");
        }
    }
}
