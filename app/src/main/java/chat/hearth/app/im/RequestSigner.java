package chat.hearth.app.im;

import java.net.URI;
import java.util.Map;

/// Signs requests to the server API.
@FunctionalInterface
public interface RequestSigner {
    /// The header fields that prove who asks. A signature is good for one request.
    Map<String, String> headers(String method, URI uri, byte[] body);
}
