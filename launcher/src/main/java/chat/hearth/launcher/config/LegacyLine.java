package chat.hearth.launcher.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One setting of the old system's file.
///
/// @param number of the line, from 1
/// @param key empty when the line cannot be read as a setting
/// @param value without quotes and comment; empty when the line has none
record LegacyLine(int number, String key, String value) {
    private static final Pattern SETTING = Pattern.compile("([^\\s=#\"]+)(?:\\s*=\\s*|\\s+|$)(.*)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"\\s*(?:#.*)?");

    /// A comment starts at a number sign after white space, so `pass#word` is a value.
    private static final Pattern TRAILING_COMMENT = Pattern.compile("(?:^|\\s+)#.*$");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /// The settings of a file. Blank lines and comments are left out; Windows line ends and a byte order mark
    /// ignored.
    static List<LegacyLine> of(String text) {
        List<LegacyLine> settings = new ArrayList<>();
        int number = 0;
        for (String line : text.replaceFirst("^" + BYTE_ORDER_MARK, "").lines().toList()) {
            number++;
            String bare = line.strip();
            if (!bare.isEmpty() && !bare.startsWith("#")) {
                settings.add(setting(number, bare));
            }
        }
        return settings;
    }

    private static LegacyLine setting(int number, String bare) {
        Matcher setting = SETTING.matcher(bare);
        return setting.matches()
                ? new LegacyLine(number, setting.group(1), withoutComment(setting.group(2)))
                : new LegacyLine(number, "", "");
    }

    private static String withoutComment(String value) {
        Matcher quoted = QUOTED.matcher(value);
        return quoted.matches()
                ? quoted.group(1)
                : TRAILING_COMMENT.matcher(value).replaceFirst("").strip();
    }
}
