package chat.hearth.core.text;

/// Judges texts.
public final class Texts {
    private Texts() {}

    /// Whether every store can keep the text: it holds no NUL (not every engine takes it) and no surrogate
    /// without its other half (that is no text at all).
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether the text has at least one character that a person sees: spaces of every script, controls and
    /// invisible format characters are not.
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(Texts::isVisible);
    }

    /// Whether the text is storable and has no control characters: a name, on one line.
    public static boolean isLine(String text) {
        return isStorable(text) && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isVisible(int codePoint) {
        return !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint)
                && !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.FORMAT;
    }
}
