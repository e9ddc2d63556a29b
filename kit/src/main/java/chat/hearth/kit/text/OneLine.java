package chat.hearth.kit.text;

/// Which characters a text of one line may not have, wherever it is shown.
public final class OneLine {
    private OneLine() {}

    /// Whether the character ends a line, controls a device, is half of one, or turns the text around it
    /// (Unicode Standard Annex 9, the explicit and implicit directional marks).
    public static boolean isBrokenBy(int codePoint) {
        int type = Character.getType(codePoint);
        boolean isDirection = codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
        return isDirection
                || type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
