package chat.hearth.client.wire;

import java.net.URI;

/// Opens WebSockets.
public interface Dialer {
    /// Starts to open one; what becomes of it is told to `events`.
    void dial(URI url, LinkEvents events);
}
