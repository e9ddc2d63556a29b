package chat.hearth.app.account;

import chat.hearth.kit.text.OneLine;
import java.text.Normalizer;

/// What people see: at least one visible character, no control characters, and none that turns the text
/// around it.
record DisplayName(String value) {
    static final int MAX_CHARACTERS = 64;

    /// Reads what was typed. Ask [#isValid] first.
    static DisplayName of(String typed) {
        return new DisplayName(Normalizer.normalize(typed, Normalizer.Form.NFC).strip());
    }

    boolean isValid() {
        return value.codePointCount(0, value.length()) <= MAX_CHARACTERS
                && value.codePoints().anyMatch(DisplayName::isVisible)
                && value.codePoints().noneMatch(OneLine::isBrokenBy);
    }

    private static boolean isVisible(int c) {
        int type = Character.getType(c);
        // Letters that are drawn as nothing.
        boolean isFiller = c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
        return type != Character.FORMAT
                && type != Character.SPACE_SEPARATOR
                && type != Character.NON_SPACING_MARK
                && type != Character.UNASSIGNED
                && !isFiller;
    }
}
