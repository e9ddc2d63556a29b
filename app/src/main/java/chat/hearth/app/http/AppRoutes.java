package chat.hearth.app.http;

import chat.hearth.app.AppCode;
import chat.hearth.app.AppOptions;
import chat.hearth.app.account.Accounts;
import chat.hearth.app.account.PasswordsBusy;
import chat.hearth.app.database.AppDatabaseBusy;
import chat.hearth.app.im.ImNodeFailed;
import chat.hearth.app.qr.QrSessions;
import chat.hearth.app.session.AppSessions;
import chat.hearth.app.session.AppSessions.AppSession;
import chat.hearth.kit.http.Endpoint;
import chat.hearth.kit.http.Lane;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import chat.hearth.kit.http.RouteLimits;
import chat.hearth.kit.http.Router;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every path of the app server, at the root and below `/session`, which is what old proxies forward.
///
/// A body must be declared as JSON, and so must every change that a cookie pays for: a page of another site
/// can't send that without asking first, and nobody says yes. Browsers that wait for a scan, and passwords
/// that are checked, have lanes of their own: neither takes a place from anybody else.
public final class AppRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AppRoutes.class);
    private static final List<String> PREFIXES = List.of("", "/session");
    private static final RouteLimits SMALL = RouteLimits.body(16 * 1024);
    private static final int PASSWORDS_AT_ONCE = 64;

    private final LogIns logIns;
    private final CodeLogIns codes;
    private final boolean isAlone;
    private final RouteLimits waiting = SMALL.on(Lane.of(QrSessions.MAX_SESSIONS));
    private final RouteLimits hashing = SMALL.on(Lane.of(PASSWORDS_AT_ONCE));

    public AppRoutes(Accounts accounts, AppSessions sessions, QrSessions qr, AppOptions options) {
        this.logIns = new LogIns(accounts, sessions, options.isRegistrationOpen());
        this.codes = new CodeLogIns(qr, accounts, logIns);
        this.isAlone = options.isAlone();
    }

    /// Adds the paths.
    public void mount(Router.Builder router) {
        for (var prefix : PREFIXES) {
            router.at("POST", prefix + "/register", hashing, open(logIns::register));
            router.at("POST", prefix + "/login_pwd", hashing, open(logIns::byPassword));
            router.at("POST", prefix + "/pc_session", SMALL, open(codes::show));
            router.below("POST", prefix + "/session_login/", waiting, guarded(codes::await));
            router.below(
                    "POST", prefix + "/scan_pc/", SMALL, own((session, request, _) -> codes.scan(session, request)));
            router.at("POST", prefix + "/confirm_pc", SMALL, own((session, _, f) -> codes.decide(session, f, true)));
            router.at("POST", prefix + "/cancel_pc", SMALL, own((session, _, f) -> codes.decide(session, f, false)));
            router.at("POST", prefix + "/token", SMALL, own((session, _, _) -> logIns.token(session)));
            router.at("POST", prefix + "/find_user", SMALL, own((_, _, fields) -> logIns.find(fields)));
            router.at("POST", prefix + "/logout", SMALL, open((request, _) -> logIns.logOut(request)));
            router.get(prefix + "/me", guarded(this::me));
        }
        if (isAlone) {
            router.get("/", _ -> Response.text("Ok"));
            router.get("/api/live", _ -> Response.json("{\"live\":true}"));
            router.get("/api/ready", _ -> Response.json("{\"ready\":true}"));
        }
    }

    private interface Open {
        Response answer(Request request, Fields fields);
    }

    private interface Own {
        Response answer(AppSession session, Request request, Fields fields);
    }

    private static Endpoint open(Open operation) {
        return guarded(request -> operation.answer(request, fields(request)));
    }

    private Endpoint own(Own operation) {
        return guarded(request -> {
            var fields = fields(request);
            if (!LogIns.isByHeader(request) && !isJson(request)) {
                throw new NotJson("Content-Type must be application/json", null);
            }
            return logIns.session(request)
                    .map(session -> operation.answer(session, request, fields))
                    .orElseGet(() -> Answers.of(AppCode.NOT_LOGGED_IN));
        });
    }

    private Response me(Request request) {
        return logIns.session(request).map(LogIns::me).orElseGet(() -> Answers.of(AppCode.NOT_LOGGED_IN));
    }

    private static Fields fields(Request request) {
        if (request.body().length() > 0 && !isJson(request)) {
            throw new NotJson("Content-Type must be application/json", null);
        }
        return Fields.of(request.body().text());
    }

    private static boolean isJson(Request request) {
        var type = request.headers().first("content-type");
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    /// Turns the faults of this server's neighbours into answers that say what to do.
    private static Endpoint guarded(Endpoint endpoint) {
        return request -> {
            try {
                return endpoint.handle(request);
            } catch (NotJson bad) {
                return Answers.of(AppCode.INVALID, String.valueOf(bad.getMessage()), null);
            } catch (ImNodeFailed fault) {
                LOG.atWarn()
                        .setCause(fault)
                        .addKeyValue("request", request.id())
                        .log("the IM node failed");
                return Answers.of(AppCode.SERVER_ERROR, "The chat server can't be reached now; try again.", null);
            } catch (AppDatabaseBusy | PasswordsBusy fault) {
                LOG.atWarn()
                        .setCause(fault)
                        .addKeyValue("request", request.id())
                        .log("the app server is too busy");
                return Answers.of(AppCode.SERVER_ERROR);
            }
        };
    }
}
