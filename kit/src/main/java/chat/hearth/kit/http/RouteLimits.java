package chat.hearth.kit.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one route takes, where it differs from the rest of its server.
///
/// @param bodyBytes the largest body; null for the server's own limit
/// @param bodyDeadline the longest time a body may take to arrive; null for the server's own
/// @param lane where its requests are counted; null for the server's own count
public record RouteLimits(
        @Nullable Integer bodyBytes,
        @Nullable Duration bodyDeadline,
        @Nullable Lane lane) {
    private static final RouteLimits STANDARD = new RouteLimits(null, null, null);

    public RouteLimits {
        if (bodyBytes != null && bodyBytes < 0) {
            throw new IllegalArgumentException("a limit must not be negative");
        }
    }

    /// Those of the server.
    public static RouteLimits standard() {
        return STANDARD;
    }

    /// A body limit of its own.
    public static RouteLimits body(int bytes) {
        return new RouteLimits(bytes, null, null);
    }

    /// The same limits with a time for the body.
    public RouteLimits within(Duration deadline) {
        return new RouteLimits(bodyBytes, deadline, lane);
    }

    /// The same limits, counted on a lane.
    public RouteLimits on(Lane other) {
        return new RouteLimits(bodyBytes, bodyDeadline, other);
    }

    int bodyBytes(HttpLimits server) {
        return bodyBytes == null ? server.bodyBytes() : bodyBytes;
    }

    Duration bodyDeadline(HttpLimits server) {
        return bodyDeadline == null ? server.bodyDeadline() : bodyDeadline;
    }

    Admission places(Admission server) {
        return lane == null ? server : lane.places();
    }
}
