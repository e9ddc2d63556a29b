package chat.hearth.media.upload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The bytes that files of those image types begin with that browsers show.
final class ImageSigns {
    /// So many first bytes tell.
    static final int TELLING_BYTES = 12;

    /// @param bytes one character for each byte
    private record Sign(int at, String bytes) {
        boolean isIn(byte[] start) {
            var wanted = bytes.getBytes(StandardCharsets.ISO_8859_1);
            return start.length >= at + wanted.length
                    && Arrays.equals(start, at, at + wanted.length, wanted, 0, wanted.length);
        }
    }

    private static final Map<String, List<Sign>> SIGNS_BY_TYPE = Map.of(
            "image/png", List.of(new Sign(0, "\u0089PNG\r\n\u001a\n")),
            "image/jpeg", List.of(new Sign(0, "\u00ff\u00d8\u00ff")),
            "image/gif", List.of(new Sign(0, "GIF87a"), new Sign(0, "GIF89a")),
            "image/webp", List.of(new Sign(8, "WEBP")),
            "image/avif", List.of(new Sign(4, "ftypavif"), new Sign(4, "ftypavis")));

    private ImageSigns() {}

    /// Whether a file with this start may call itself so. Types that are never shown may say of themselves
    /// what they like.
    static boolean isHonest(String declared, byte[] start) {
        var signs = SIGNS_BY_TYPE.get(declared);
        return signs == null || signs.stream().anyMatch(sign -> sign.isIn(start));
    }
}
