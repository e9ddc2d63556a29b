package chat.hearth.app.http;

import chat.hearth.app.AppCode;
import chat.hearth.app.account.Account;
import chat.hearth.app.account.Accounts;
import chat.hearth.app.im.ImNode;
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
    static final String AUTH_TOKEN = "authToken";

    private final Accounts accounts;
    private final AppSessions sessions;
    private final ImNode im;

    LogIns(Accounts accounts, AppSessions sessions, ImNode im) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.im = im;
    }

    Response register(Request request, Fields fields) {
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
        var token = im.token(account.userId(), device, platform);
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

    Response me(AppSession session) {
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
        var token = im.token(session.account().userId(), session.device(), session.platform());
        return Answers.ok(Fields.newObject()
                .put("userId", session.account().userId().value())
                .put("clientId", session.device().value())
                .put("token", token));
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

    static Response notLoggedIn() {
        return Answers.of(AppCode.NOT_LOGGED_IN);
    }

    private static int platform(Fields fields) {
        return fields.number("platform");
    }

    private static String sessionToken(Request request) {
        var header = request.headers().first(AUTH_TOKEN);
        return header == null || header.isEmpty() ? Cookies.SESSION.of(request) : header;
    }
}
