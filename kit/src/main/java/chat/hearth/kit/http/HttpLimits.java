package chat.hearth.kit.http;

import java.time.Duration;

/// How much one server takes.
///
/// @param lineBytes the longest request line; longer is 414
/// @param headerBytes all header fields together; more is 431
/// @param bodyBytes the largest body of routes that do not say otherwise; more is 413
/// @param bodyDeadline the longest time a body may take to arrive; longer is 408
/// @param idle a connection with no traffic for so long is closed; also the longest an answer may take
/// @param concurrentRequests requests between their head and their answer; more is 503
public record HttpLimits(
        int lineBytes, int headerBytes, int bodyBytes, Duration bodyDeadline, Duration idle, int concurrentRequests) {
    public HttpLimits {
        if (lineBytes < 1 || headerBytes < 1 || bodyBytes < 0 || concurrentRequests < 1) {
            throw new IllegalArgumentException("a limit must be positive");
        }
        if (!bodyDeadline.isPositive() || !idle.isPositive()) {
            throw new IllegalArgumentException("a time limit must be positive");
        }
    }

    /// Room for ordinary API calls.
    public static HttpLimits standard() {
        return new HttpLimits(8192, 16_384, 1 << 20, Duration.ofSeconds(15), Duration.ofSeconds(75), 1024);
    }
}
