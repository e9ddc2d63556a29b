package chat.hearth.media.http;

import chat.hearth.media.store.FileName;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// How a browser is told to treat a file: images that are known to be images may be shown, everything else is
/// only ever saved.
///
/// @param contentType of a safe list; whatever is not on it is just bytes
/// @param disposition the value of Content-Disposition (RFC 6266)
record Presentation(String contentType, String disposition) {
    private static final String BYTES = "application/octet-stream";
    /// Their bytes were compared with their type when they were stored.
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif");
    /// Players ask for them with a type, and nothing runs them.
    private static final Set<String> SAVED = Set.of(
            "application/pdf",
            "application/zip",
            "audio/aac",
            "audio/flac",
            "audio/mp4",
            "audio/mpeg",
            "audio/ogg",
            "audio/wav",
            "audio/webm",
            "text/plain",
            "video/mp4",
            "video/ogg",
            "video/quicktime",
            "video/webm");

    private static final String UNENCODED = "!#$&+-.^_`|~";

    static Presentation of(String type, FileName name) {
        boolean isShown = SHOWN.contains(type);
        var manner = isShown ? "inline" : "attachment";
        return new Presentation(
                isShown || SAVED.contains(type) ? type : BYTES,
                manner + "; filename=\"" + plain(name.value()) + "\"; filename*=UTF-8''" + encoded(name.value()));
    }

    /// For those who don't know the encoded form.
    private static String plain(String name) {
        return name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
    }

    /// RFC 8187 section 3.2.
    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            int b = Byte.toUnsignedInt(each);
            boolean isLetter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (isLetter || (b < 0x80 && UNENCODED.indexOf(b) >= 0)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return encoded.toString();
    }
}
