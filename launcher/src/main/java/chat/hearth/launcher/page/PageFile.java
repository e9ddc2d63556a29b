package chat.hearth.launcher.page;

import chat.hearth.kit.http.Body;
import chat.hearth.protocol.credential.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// One file of the client, in every encoding it was packed in.
///
/// @param tag the hash of the uncompressed bytes, as an entity tag without its quotes
/// @param compressed by the name of the content coding (RFC 9110 section 8.4.1); may be empty
record PageFile(String type, String tag, Body plain, Map<String, Body> compressed) {
    private static final int TAG_BYTES = 12;
    private static final List<String> BEST_FIRST = List.of("br", "gzip");
    private static final String BYTES = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webp", "image/webp",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "txt", "text/plain; charset=utf-8",
            "wasm", "application/wasm");

    /// What goes over the wire.
    ///
    /// @param coding the content coding; empty for none
    record Form(String coding, Body body) {}

    PageFile {
        compressed = Map.copyOf(compressed);
    }

    static PageFile of(String name, byte[] plain, Map<String, Body> compressed) {
        var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), BYTES);
        return new PageFile(type, tagOf(plain), Body.of(plain), compressed);
    }

    static PageFile html(String text) {
        return of("index.html", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /// The smallest form that the client takes.
    ///
    /// @param accepted the value of Accept-Encoding; empty for none
    Form formFor(String accepted) {
        return BEST_FIRST.stream()
                .filter(coding -> compressed.containsKey(coding) && AcceptedCodings.accepts(accepted, coding))
                .findFirst()
                .map(coding -> new Form(coding, compressed.getOrDefault(coding, plain)))
                .orElseGet(() -> new Form("", plain));
    }

    private static String tagOf(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes), 0, TAG_BYTES);
    }
}
