package chat.hearth.app.account;

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
                && value.codePoints().noneMatch(DisplayName::isForbidden);
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

    private static boolean isForbidden(int c) {
        int type = Character.getType(c);
        boolean isDirection = c == 0x200E
                || c == 0x200F
                || c == 0x061C
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
        return isDirection
                || type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
