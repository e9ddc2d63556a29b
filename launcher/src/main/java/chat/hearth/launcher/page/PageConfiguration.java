package chat.hearth.launcher.page;

import chat.hearth.kit.json.JsonText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the page is told about where it is and where the other hops are; the client's `src/model/config.ts` reads it.
///
/// @param base the folder the page is served from, with a slash at its end
/// @param app where the app server's paths begin
/// @param route where a route is asked for
/// @param files where the file store's paths begin
public record PageConfiguration(String base, String app, String route, String files) {
    private static final Pattern BASE = Pattern.compile("<base href=\"[^\"]*\"");
    private static final Pattern CONFIG = Pattern.compile("(<script[^>]*id=\"config\"[^>]*>)[^<]*(</script>)");

    /// Everything on the page's own origin, at its root.
    public static PageConfiguration oneOrigin() {
        return new PageConfiguration("/", "/", "/route", "/files");
    }

    /// The index with the configuration filled in.
    ///
    /// @throws IllegalStateException if the index has no place for it
    String fill(String index) {
        var withBase = replaceOne(BASE, index, "<base href=" + quoted(base));
        var found = CONFIG.matcher(withBase);
        if (!found.find()) {
            throw new IllegalStateException("the web client's index has no place for its configuration");
        }
        return withBase.substring(0, found.end(1)) + json() + withBase.substring(found.start(2));
    }

    private String json() {
        var pathWithoutSlash = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        var json = "{\"basePath\":" + JsonText.quoted(pathWithoutSlash)
                + ",\"appPath\":" + JsonText.quoted(app)
                + ",\"routePath\":" + JsonText.quoted(route)
                + ",\"filesPath\":" + JsonText.quoted(files) + "}";
        // So that no value ends the element it stands in.
        return json.replace("<", "\\u003c");
    }

    private static String replaceOne(Pattern place, String text, String replacement) {
        var found = place.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the web client's index lacks " + place);
        }
        return found.replaceFirst(Matcher.quoteReplacement(replacement));
    }

    private static String quoted(String value) {
        return '"' + value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;") + '"';
    }
}
