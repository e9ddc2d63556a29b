package chat.hearth.app.http;

import chat.hearth.app.AppCode;
import chat.hearth.app.account.Account;
import chat.hearth.app.account.Accounts;
import chat.hearth.app.session.AppSessions;
import chat.hearth.app.session.AppSessions.AppSession;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import chat.hearth.protocol.id.DeviceId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Registering, logging in by password, and what a logged-in browser may ask about itself.
final class LogIns {
    private static final String AUTH_TOKEN = "authToken";

    private final Accounts accounts;
    private final AppSessions sessions;
    private final boolean isRegistrationOpen;

    LogIns(Accounts accounts, AppSessions sessions, boolean isRegistrationOpen) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.isRegistrationOpen = isRegistrationOpen;
    }

    Response register(Request request, Fields fields) {
        if (!isRegistrationOpen) {
            return Answers.of(AppCode.NO_RIGHT, "Registration is closed; ask an administrator for an account.", null);
        }
        var outcome = accounts.register(fields.text("name"), fields.text("password"), fields.text("displayName"));
        return Answers.of(outcome, account -> logIn(request, account, device(fields), platform(fields), true));
    }

    Response byPassword(Request request, Fields fields) {
        var name = fields.text("name").isEmpty() ? fields.text("mobile") : fields.text("name");
        var outcome = accounts.logIn(name, fields.text("password"));
        return Answers.of(outcome, account -> logIn(request, account, device(fields), platform(fields), false));
    }

    /// Opens a session, gets an IM token, and answers both.
    Response logIn(Request request, Account account, DeviceId device, int platform, boolean isNew) {
        var token = accounts.imToken(account, device, platform);
        var session = sessions.open(account, device, platform);
        var result = Fields.newObject()
                .put("userId", account.userId().value())
                .put("token", token)
                .put("clientId", device.value())
                .put("register", isNew)
                .put("userName", account.displayName())
                .put("portrait", account.portrait());
        return Answers.ok(result)
                .with(AUTH_TOKEN, session)
                .plus("Set-Cookie", Cookies.SESSION.set(request, session, AppSessions.LIFE));
    }

    static Response me(AppSession session) {
        var account = session.account();
        return Answers.ok(Fields.newObject()
                .put("userId", account.userId().value())
                .put("clientId", session.device().value())
                .put("name", account.name())
                .put("userName", account.displayName())
                .put("portrait", account.portrait()));
    }

    /// A fresh IM token for the device of the session.
    Response token(AppSession session) {
        var token = accounts.imToken(session.account(), session.device(), session.platform());
        return Answers.ok(Fields.newObject()
                .put("userId", session.account().userId().value())
                .put("clientId", session.device().value())
                .put("token", token));
    }

    /// Who has an account name, so that a conversation can be begun.
    Response find(Fields fields) {
        return accounts.named(fields.text("name"))
                .map(account -> Answers.ok(Fields.newObject()
                        .put("userId", account.userId().value())
                        .put("name", account.name())
                        .put("userName", account.displayName())
                        .put("portrait", account.portrait())))
                .orElseGet(() -> Answers.of(AppCode.NOT_FOUND));
    }

    Response logOut(Request request) {
        sessions.close(sessionToken(request));
        return Answers.ok(null).plus("Set-Cookie", Cookies.SESSION.set(request, "", Duration.ZERO));
    }

    /// Who is logged in; the header counts before the cookie.
    Optional<AppSession> session(Request request) {
        return sessions.of(sessionToken(request));
    }

    static DeviceId device(Fields fields) {
        return deviceOf(fields.text("clientId"));
    }

    /// The device a client names, or a new one.
    static DeviceId deviceOf(String clientId) {
        return DeviceId.isValid(clientId)
                ? new DeviceId(clientId)
                : new DeviceId(UUID.randomUUID().toString());
    }

    private static int platform(Fields fields) {
        return fields.number("platform");
    }

    /// Whether the request names its session in a header, which no other site's page can make a browser do.
    static boolean isByHeader(Request request) {
        var header = request.headers().first(AUTH_TOKEN);
        return header != null && !header.isEmpty();
    }

    private static String sessionToken(Request request) {
        var header = request.headers().first(AUTH_TOKEN);
        return header == null || header.isEmpty() ? Cookies.SESSION.of(request) : header;
    }
}
