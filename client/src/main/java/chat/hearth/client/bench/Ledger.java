package chat.hearth.client.bench;

/// The books of a run.
///
/// @param stored counted in the server's conversations at the end
/// @param duplicates received once more
/// @param reordered received before an earlier one of the same pair
/// @param corrupt received with another content
public record Ledger(long sent, long acked, long received, long stored, long duplicates, long reordered, long corrupt) {

    /// Everything that was sent is stored, acknowledged and delivered, once, in order, as it was.
    public boolean isBalanced() {
        return sent == acked && sent == received && sent == stored && duplicates == 0 && reordered == 0 && corrupt == 0;
    }

    /// Adds up.
    static final class Sums {
        private Ledger total = new Ledger(0, 0, 0, 0, 0, 0, 0);

        void add(Ledger more) {
            total = new Ledger(
                    total.sent + more.sent,
                    total.acked + more.acked,
                    total.received + more.received,
                    total.stored + more.stored,
                    total.duplicates + more.duplicates,
                    total.reordered + more.reordered,
                    total.corrupt + more.corrupt);
        }

        Ledger total() {
            return total;
        }
    }
}
