package chat.hearth.gateway.connection;

import chat.hearth.protocol.v1.Limits;
import java.time.Duration;

/// What this node tells of itself in every welcome.
///
/// @param node its name
/// @param environment the installation it belongs to
/// @param limits in force
/// @param reconnectSpread over which clients spread their first retry
public record NodeCard(String node, String environment, Limits limits, Duration reconnectSpread) {}
