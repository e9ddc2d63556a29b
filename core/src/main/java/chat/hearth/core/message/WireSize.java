package chat.hearth.core.message;

import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.Message;

/// How many bytes something takes on the wire at most, whichever encoding it travels in.
///
/// In the JSON encoding a character takes up to six times of its bytes (an angle bracket is escaped), so a
/// limit that is kept in the binary encoding alone can be broken on purpose.
public final class WireSize {
    /// Names, quotes and numbers of all fields of a message in JSON.
    private static final int NAMES = 576;

    private static final int MEMBER = 320;
    private static final int ESCAPED = 6;

    private WireSize() {}

    /// A body with its names.
    public static int of(Body body) {
        int json = NAMES + (body.getData().size() + 2) / 3 * 4;
        json += BodyTexts.of(body).stream().mapToInt(WireSize::of).sum();
        json += body.getMentionedList().stream().mapToInt(id -> of(id) + 3).sum();
        return Math.max(json, body.getSerializedSize());
    }

    /// A message; the names are those of its body, which allow for it.
    public static int of(Message message) {
        return of(message.getBody()) + message.getSender().length();
    }

    /// A difference.
    public static int of(Diff diff) {
        int members = diff.getMembersList().stream()
                .mapToInt(member -> MEMBER + of(member.getAlias()))
                .sum();
        return diff.getMessagesList().stream().mapToInt(WireSize::of).sum() + members + 2 * NAMES;
    }

    /// A text, without its quotes.
    public static int of(String text) {
        return text.codePoints().map(WireSize::of).sum();
    }

    /// The beginning of a text that takes at most so many bytes.
    public static String beginning(String text, int maxBytes) {
        int room = maxBytes;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            room -= of(text.codePointAt(i));
            if (room < 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static int of(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint < ' ' || "\"\\<>&='".indexOf(codePoint) >= 0 ? ESCAPED : 1;
        }
        if (codePoint == 0x2028 || codePoint == 0x2029) {
            return ESCAPED;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
