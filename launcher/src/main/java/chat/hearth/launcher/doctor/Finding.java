package chat.hearth.launcher.doctor;

/// A fault at a hop, and what was seen of it.
public record Finding(Hop hop, Fault fault, String seen) {
    /// The five ways by which a browser reaches Hearth.
    public enum Hop {
        PAGE(1, "page"),
        APP(2, "app server"),
        ROUTE(3, "route"),
        SOCKET(4, "WebSocket"),
        FILES(5, "files");

        private final int number;
        private final String label;

        Hop(int number, String label) {
            this.number = number;
            this.label = label;
        }

        public int number() {
            return number;
        }

        public String label() {
            return label;
        }
    }
}
