package chat.hearth.client.bench;

/// What this machine does at most, by the barest means, in the same run.
///
/// @param echoPerSecond WebSocket messages of the same size through one bare event loop and back
/// @param logPerSecond messages of the same size appended to a file and synced, in groups of `logGroup`;
///   0 = the server's disk is not known
public record Limits(double echoPerSecond, double logPerSecond, int logGroup) {
    /// The smaller of the two.
    public double perSecond() {
        return logPerSecond == 0 ? echoPerSecond : Math.min(echoPerSecond, logPerSecond);
    }
}
