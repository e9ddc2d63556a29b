package chat.hearth.gateway.connection;

import java.time.Duration;

/// What one connection may use, under the names of the configuration.
///
/// @param frames see [FrameLimits]
/// @param inFlight unanswered requests
/// @param outboundBytes waiting to be sent, counted in the binary encoding
/// @param outboundFrames waiting to be sent
/// @param heartbeat time between pings; after one and a half of it in silence the connection is closed
/// @param helloTimeout from the opening to the arrival of hello
public record ConnectionLimits(
        FrameLimits frames,
        int inFlight,
        int outboundBytes,
        int outboundFrames,
        Duration heartbeat,
        Duration helloTimeout) {

    public ConnectionLimits {
        if (inFlight < 1 || outboundFrames < 1 || outboundBytes < 1) {
            throw new IllegalArgumentException("a connection must be able to hold a request and a frame");
        }
        if (!heartbeat.isPositive() || !helloTimeout.isPositive()) {
            throw new IllegalArgumentException("heartbeat and hello timeout must be positive");
        }
    }

    /// The largest frames, in bytes.
    ///
    /// @param clientBytes of a client
    /// @param helloBytes of a client's first frame
    /// @param serverBytes of the server
    public record FrameLimits(int clientBytes, int helloBytes, int serverBytes) {
        public FrameLimits {
            if (helloBytes < 1 || helloBytes > clientBytes || serverBytes < 1) {
                throw new IllegalArgumentException("need 1 <= helloBytes <= clientBytes and 1 <= serverBytes");
            }
        }
    }
}
