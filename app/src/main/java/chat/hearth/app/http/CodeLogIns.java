package chat.hearth.app.http;

import chat.hearth.app.AppCode;
import chat.hearth.app.account.Accounts;
import chat.hearth.app.qr.Asking;
import chat.hearth.app.qr.Awaited;
import chat.hearth.app.qr.QrSessions;
import chat.hearth.app.qr.Scanner;
import chat.hearth.app.session.AppSessions.AppSession;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import java.time.Duration;

/// Logging in by a code that another device confirms.
final class CodeLogIns {
    /// The longest a browser's question stays open; proxies commonly allow 60 s.
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private static final int MAX_DEVICE_NAME = 100;

    private final QrSessions codes;
    private final Accounts accounts;
    private final LogIns logIns;

    CodeLogIns(QrSessions codes, Accounts accounts, LogIns logIns) {
        this.codes = codes;
        this.accounts = accounts;
        this.logIns = logIns;
    }

    Response show(Request request, Fields fields) {
        var asking = new Asking(
                deviceName(fields.text("device_name")),
                fields.text("clientId"),
                fields.number("platform"),
                request.client().address());
        var shown = codes.show(asking, fields.text("token"), Cookies.CODE.of(request));
        if (shown.isEmpty()) {
            return Answers.of(AppCode.SERVER_ERROR, "Too many browsers wait for a scan; try again.", null);
        }
        var result = Fields.newObject()
                .put("token", shown.get().code())
                .put("status", shown.get().state().number())
                .put("expired", shown.get().leftMs())
                .put("platform", asking.platform())
                .put("device_name", asking.deviceName());
        return Answers.ok(result)
                .plus("Set-Cookie", Cookies.CODE.set(request, shown.get().cookie(), QrSessions.LIFE));
    }

    Response await(Request request) throws InterruptedException {
        return switch (codes.await(tail(request), Cookies.CODE.of(request), PATIENCE)) {
            case Awaited.NotScanned _ -> Answers.of(AppCode.NOT_SCANNED);
            case Awaited.Scanned(var scanner) ->
                Answers.of(
                        AppCode.SCANNED,
                        AppCode.SCANNED.message(),
                        Fields.newObject()
                                .put("userName", scanner.displayName())
                                .put("portrait", scanner.portrait()));
            case Awaited.Confirmed(var scanner, var asking) -> confirmed(request, scanner, asking);
            case Awaited.Cancelled _ -> Answers.of(AppCode.CANCELLED);
            case Awaited.Gone _ -> Answers.of(AppCode.SESSION_GONE);
        };
    }

    Response scan(AppSession session, Request request) {
        var account = session.account();
        return codes.scan(
                        tail(request), new Scanner(account.userId().value(), account.displayName(), account.portrait()))
                .map(asking -> Answers.ok(Fields.newObject()
                        .put("device_name", asking.deviceName())
                        .put("platform", asking.platform())
                        .put("address", asking.address())))
                .orElseGet(() -> Answers.of(AppCode.SESSION_GONE));
    }

    Response decide(AppSession session, Fields fields, boolean isAgreed) {
        return codes.decide(fields.text("token"), session.account().userId().value(), isAgreed)
                ? Answers.ok(null)
                : Answers.of(AppCode.SESSION_GONE);
    }

    private Response confirmed(Request request, Scanner scanner, Asking asking) {
        return accounts.of(scanner.userId())
                .filter(account -> !account.isDisabled())
                .map(account ->
                        logIns.logIn(request, account, LogIns.deviceOf(asking.clientId()), asking.platform(), false))
                .orElseGet(() -> Answers.of(AppCode.SESSION_GONE));
    }

    /// What the browser calls itself, as one line that says nothing else.
    private static String deviceName(String sent) {
        var name = new StringBuilder();
        sent.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .limit(MAX_DEVICE_NAME)
                .forEach(name::appendCodePoint);
        return name.toString();
    }

    /// The code: the last segment of the path.
    private static String tail(Request request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }
}
