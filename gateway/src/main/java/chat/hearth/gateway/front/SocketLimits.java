package chat.hearth.gateway.front;

import io.netty.channel.WriteBufferWaterMark;

/// What one client may send, and how much may wait in Netty before the socket counts as unwritable.
///
/// @param messageBytes the longest message, whole or in fragments, and so the longest frame
/// @param unsent the marks on bytes written but not yet taken by the kernel
public record SocketLimits(int messageBytes, WriteBufferWaterMark unsent) {
    private static final int LONGEST_CONTROL_FRAME = 125;

    public SocketLimits {
        if (messageBytes < LONGEST_CONTROL_FRAME) {
            throw new IllegalArgumentException("messageBytes must leave room for a control frame");
        }
    }
}
