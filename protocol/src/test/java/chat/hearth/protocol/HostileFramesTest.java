package chat.hearth.protocol;

import static org.assertj.core.api.Assertions.fail;

import chat.hearth.protocol.golden.GoldenVectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever bytes arrive, they are a frame or they are unreadable; nothing else ever happens.
class HostileFramesTest {
    private static final int INPUTS = 20_000;
    private static final long SEED = 20_260_101;
    private static final int MAX_NOISE = 300;
    private static final String[] SCRAPS = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\ud800",
        "null",
        "true",
        "NaN",
        "-",
        "1e400",
        "-0",
        "9".repeat(40),
        "\"id\"",
        "\"send\"",
        "\"body\"",
        "\"text\"",
        "\"hello\"",
        "\"reply\"",
        "\"error\"",
        "\"code\"",
        "\"@type\"",
        "\"data\"",
        "\"mentioned\"",
        "/*",
        "*/",
        "//",
        "#",
        ")]}'\n",
        "\ufeff",
        "\u0000",
        "=>",
        ";",
        "\ud83d\ude00"
    };

    private static final List<byte[]> PROTO_FRAMES = GoldenVectors.all().stream()
            .map(vector -> HexFormat.of().parseHex(vector.protoHex()))
            .toList();
    private static final List<byte[]> JSON_FRAMES = GoldenVectors.all().stream()
            .map(vector -> vector.json().getBytes(StandardCharsets.UTF_8))
            .toList();

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @ParameterizedTest
    @EnumSource
    void anythingIsAFrameOrUnreadable(Encoding encoding) {
        var frames = encoding == Encoding.JSON ? JSON_FRAMES : PROTO_FRAMES;
        for (int i = 0; i < INPUTS; i++) {
            var input = switch (i % 4) {
                case 0 -> noise();
                case 1 -> scraps();
                case 2 -> damaged(any(frames));
                default -> spliced(any(frames), any(frames));
            };
            read(encoding, input, i);
        }
    }

    private static void read(Encoding encoding, byte[] input, int number) {
        try {
            readBoth(encoding, input);
        } catch (Throwable e) {
            fail("input %d: %s", e, number, HexFormat.of().formatHex(input));
        }
    }

    private static void readBoth(Encoding encoding, byte[] input) {
        try {
            encoding.encode(encoding.decodeRequest(input));
        } catch (UnreadableFrame _) {
            // The answer to most of them.
        }
        try {
            encoding.encode(encoding.decodeServerFrame(input));
        } catch (UnreadableFrame _) {
            // Likewise.
        }
    }

    private byte[] noise() {
        var bytes = new byte[random.nextInt(MAX_NOISE)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] scraps() {
        var text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(SCRAPS[random.nextInt(SCRAPS.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] damaged(byte[] frame) {
        var bytes = Arrays.copyOf(frame, random.nextInt(4) == 0 ? random.nextInt(frame.length + 1) : frame.length);
        for (int i = random.nextInt(6); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] spliced(byte[] one, byte[] other) {
        int head = random.nextInt(one.length + 1);
        int tail = random.nextInt(other.length + 1);
        var bytes = Arrays.copyOf(one, head + tail);
        System.arraycopy(other, other.length - tail, bytes, head, tail);
        return bytes;
    }

    private byte[] any(List<byte[]> frames) {
        return frames.get(random.nextInt(frames.size()));
    }
}
