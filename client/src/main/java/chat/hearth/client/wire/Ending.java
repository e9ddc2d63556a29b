package chat.hearth.client.wire;

/// Why a [Link] ended.
public sealed interface Ending {
    /// The server closed it with a code of the catalogue or of RFC 6455.
    record Closed(int code, String reason) implements Ending {}

    /// It broke, or never opened.
    record Lost(String cause) implements Ending {}

    /// This side closed it.
    record Left() implements Ending {}
}
