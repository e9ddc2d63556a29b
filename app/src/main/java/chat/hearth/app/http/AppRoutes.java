package chat.hearth.app.http;

import chat.hearth.app.AppCode;
import chat.hearth.app.account.Accounts;
import chat.hearth.app.database.AppDatabaseBusy;
import chat.hearth.app.im.ImNode;
import chat.hearth.app.im.ImNodeFailed;
import chat.hearth.app.qr.QrSessions;
import chat.hearth.app.session.AppSessions;
import chat.hearth.app.session.AppSessions.AppSession;
import chat.hearth.kit.http.Endpoint;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import chat.hearth.kit.http.Router;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every path of the app server, at the root and below `/session`, which is what old proxies forward.
///
/// A body must be declared as JSON: a page of another site can't send that without asking first, and nobody
/// says yes.
public final class AppRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AppRoutes.class);
    private static final List<String> PREFIXES = List.of("", "/session");
    private static final int MAX_BODY = 16 * 1024;

    private final LogIns logIns;
    private final CodeLogIns codes;

    public AppRoutes(Accounts accounts, AppSessions sessions, QrSessions qr, ImNode im) {
        this.logIns = new LogIns(accounts, sessions, im);
        this.codes = new CodeLogIns(qr, accounts, logIns);
    }

    /// Adds the paths.
    public void mount(Router.Builder router) {
        for (var prefix : PREFIXES) {
            open(router, prefix + "/register", logIns::register);
            open(router, prefix + "/login_pwd", logIns::byPassword);
            open(router, prefix + "/pc_session", codes::show);
            router.below(
                    "POST",
                    prefix + "/session_login/",
                    MAX_BODY,
                    request -> guarded(() -> codes.await(request, tail(request))));
            router.below(
                    "POST",
                    prefix + "/scan_pc/",
                    MAX_BODY,
                    request -> guarded(() -> known(request, session -> codes.scan(session, tail(request)))));
            own(router, prefix + "/confirm_pc", (session, fields) -> codes.decide(session, fields, true));
            own(router, prefix + "/cancel_pc", (session, fields) -> codes.decide(session, fields, false));
            own(router, prefix + "/token", (session, _) -> logIns.token(session));
            open(router, prefix + "/logout", (request, _) -> logIns.logOut(request));
            router.get(prefix + "/me", request -> guarded(() -> known(request, logIns::me)));
        }
    }

    private interface Open {
        Response answer(Request request, Fields fields);
    }

    private interface Own {
        Response answer(AppSession session, Fields fields);
    }

    private interface ForSession {
        Response answer(AppSession session);
    }

    private interface Answering {
        Response answer() throws InterruptedException;
    }

    private void open(Router.Builder router, String path, Open operation) {
        Endpoint endpoint = request -> guarded(() -> operation.answer(request, fields(request)));
        router.at("POST", path, MAX_BODY, endpoint);
    }

    private void own(Router.Builder router, String path, Own operation) {
        open(router, path, (request, fields) -> known(request, session -> operation.answer(session, fields)));
    }

    private Response known(Request request, ForSession operation) {
        return logIns.session(request).map(operation::answer).orElseGet(LogIns::notLoggedIn);
    }

    private static Fields fields(Request request) {
        var type = request.headers().first("content-type");
        if (request.body().length() > 0
                && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json"))) {
            throw new NotJson("Content-Type must be application/json", null);
        }
        return Fields.of(request.body().text());
    }

    /// Turns the faults of this server's neighbours into answers that say what to do.
    private static Response guarded(Answering answering) throws InterruptedException {
        try {
            return answering.answer();
        } catch (NotJson bad) {
            return Answers.of(AppCode.INVALID, String.valueOf(bad.getMessage()), null);
        } catch (ImNodeFailed fault) {
            LOG.atWarn().setCause(fault).log("the IM node failed");
            return Answers.of(AppCode.SERVER_ERROR, "The chat server can't be reached now; try again.", null);
        } catch (AppDatabaseBusy fault) {
            LOG.atWarn().setCause(fault).log("the accounts' database is busy");
            return Answers.of(AppCode.SERVER_ERROR);
        }
    }

    /// The last segment of the path.
    private static String tail(Request request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }
}
