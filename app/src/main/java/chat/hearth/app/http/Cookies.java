package chat.hearth.app.http;

import chat.hearth.kit.http.Request;
import java.time.Duration;

/// Cookies that no script can read, and that other sites' requests don't carry.
enum Cookies {
    /// The log-in of this browser.
    SESSION("hearth_session"),
    /// Proof that this browser asked for the code it shows.
    CODE("hearth_code");

    private final String cookie;

    Cookies(String cookie) {
        this.cookie = cookie;
    }

    /// The value in a request; empty if there is none.
    String of(Request request) {
        for (var header : request.headers().all("cookie")) {
            for (var pair : header.split(";", -1)) {
                var text = pair.strip();
                if (text.startsWith(cookie + "=")) {
                    return text.substring(cookie.length() + 1);
                }
            }
        }
        return "";
    }

    /// The field that sets it; plain HTTP, which only a laptop uses, can't have `Secure`.
    String set(Request request, String value, Duration life) {
        var secure = request.client().scheme().equals("https") ? "; Secure" : "";
        return cookie + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + life.toSeconds() + secure;
    }
}
