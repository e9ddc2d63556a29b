package chat.hearth.app.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A name to log in with: 2–32 letters, digits, `.`, `_` or `-`, in any script, the first a letter or digit.
///
/// @param value as typed, in Unicode normal form C
/// @param key the same for names that differ only in case or width, so that nobody takes a look-alike
public record AccountName(String value, String key) {
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._-]{1,31}");
    private static final Set<String> RESERVED = Set.of(
            "admin",
            "administrator",
            "root",
            "system",
            "hearth",
            "support",
            "help",
            "security",
            "moderator",
            "server",
            "bot",
            "all",
            "everyone",
            "here",
            "me",
            "null",
            "undefined",
            "anonymous",
            "guest");

    /// Reads what was typed. Ask [#isValid] first.
    public static AccountName of(String typed) {
        var value = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        return new AccountName(
                value, Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    /// Whether it has the form of a name.
    public boolean isValid() {
        return FORM.matcher(value).matches() && FORM.matcher(key).matches();
    }

    /// Whether nobody may have it, because others would take its owner for somebody with power.
    public boolean isReserved() {
        return RESERVED.contains(key);
    }
}
