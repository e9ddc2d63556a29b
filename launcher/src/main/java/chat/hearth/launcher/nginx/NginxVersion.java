package chat.hearth.launcher.nginx;

import java.util.Optional;
import java.util.regex.Pattern;

/// A version of nginx, as far as the files depend on it.
public record NginxVersion(int major, int minor, int patch) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

    /// The version written as nginx writes it.
    public static Optional<NginxVersion> parse(String text) {
        var match = FORM.matcher(text.strip());
        return match.matches()
                ? Optional.of(new NginxVersion(
                        Integer.parseInt(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        match.group(3) == null ? 0 : Integer.parseInt(match.group(3))))
                : Optional.empty();
    }

    /// Whether HTTP/2 is a directive of its own, from 1.25.1; before, it was a word of `listen`.
    boolean hasHttp2Directive() {
        return isAtLeast(1, 25, 1);
    }

    /// Whether an unknown name can be refused without a certificate, from 1.19.4.
    boolean canRejectHandshakes() {
        return isAtLeast(1, 19, 4);
    }

    private boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major > otherMajor;
        }
        return minor == otherMinor ? patch >= otherPatch : minor > otherMinor;
    }
}
