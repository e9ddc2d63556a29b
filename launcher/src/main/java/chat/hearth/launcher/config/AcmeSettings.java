package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Settings;
import chat.hearth.kit.config.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;

/// Certificates that are got from an authority by themselves (ACME): the `acme_` keys of table `[tls]`.
///
/// @param directory of the authority; empty when there is none
/// @param email whom the authority may write to; empty for nobody
/// @param names to be certified; empty stands for those of the public origins
public record AcmeSettings(String directory, String email, List<String> names, boolean hasAgreed) {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final int MOST_NAMES = 100;

    static final Key<String> DIRECTORY = Key.of(
            "tls.acme_directory",
            Texts.text("an https:// address", AcmeSettings::isAddress),
            "",
            "The directory of an authority that issues certificates by itself (ACME).");
    static final Key<String> EMAIL = Key.of(
            "tls.acme_email",
            Texts.text("a mail address", text -> text.matches("[!-~&&[^,?@]]{1,64}@[!-~&&[^,?@]]{1,255}")),
            "",
            "Where the authority writes to when something is wrong.");
    static final Key<List<String>> NAMES = Key.of(
            "tls.acme_names",
            Texts.list("a list of host names", AcmeSettings::isName),
            List.of(),
            "The names to be certified; empty means those of the public origins.");
    static final Key<Boolean> AGREE_TERMS = Key.of(
            "tls.acme_agree_terms",
            Texts.truth(),
            false,
            "Whether you have read and agree to the terms of the authority.");

    static final List<Key<?>> KEYS = List.of(DIRECTORY, EMAIL, NAMES, AGREE_TERMS);

    public AcmeSettings {
        names = List.copyOf(names);
    }

    static AcmeSettings of(Settings settings) {
        return new AcmeSettings(
                settings.value(DIRECTORY), settings.value(EMAIL), settings.value(NAMES), settings.value(AGREE_TERMS));
    }

    /// Whether certificates are to be got so.
    public boolean isWanted() {
        return !directory.isEmpty();
    }

    static Stream<Problem> problems(Settings settings) {
        return of(settings).isWanted() ? lacks(settings) : leftovers(settings);
    }

    private static Stream<Problem> leftovers(Settings settings) {
        return Stream.of(EMAIL, NAMES, AGREE_TERMS)
                .filter(key -> !settings.value(key).equals(key.fallback()))
                .map(key -> new Problem(
                        settings.origin(key),
                        key.name() + " is given, but no authority: add tls.acme_directory, or remove it"));
    }

    private static Stream<Problem> lacks(Settings settings) {
        var acme = of(settings);
        boolean hasNames = !acme.names.isEmpty()
                || settings.value(ServerSettings.PUBLIC_ORIGINS).stream()
                        .anyMatch(origin -> origin.startsWith("https://"));
        return Stream.of(
                        lack(settings, acme.hasAgreed, "tls.acme_agree_terms = true, once you have read its terms"),
                        lack(
                                settings,
                                settings.value(TlsSettings.REDIRECT_PORT) != 0,
                                "tls.redirect_port, which the authority reaches as port 80 of the name"),
                        lack(
                                settings,
                                hasNames && acme.names.size() <= MOST_NAMES,
                                "1 to " + MOST_NAMES + " names: give server.public_origins or tls.acme_names"))
                .flatMap(problem -> problem);
    }

    private static Stream<Problem> lack(Settings settings, boolean isThere, String what) {
        return isThere
                ? Stream.empty()
                : Stream.of(new Problem(settings.origin(DIRECTORY), "tls.acme_directory needs " + what));
    }

    private static boolean isName(String text) {
        return text.length() <= 253 && text.matches(LABEL + "(\\." + LABEL + ")*");
    }

    private static boolean isAddress(String text) {
        try {
            var address = new URI(text);
            return "https".equals(address.getScheme()) && address.getHost() != null && address.getUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
