package chat.hearth.launcher.doctor;

import chat.hearth.launcher.doctor.Finding.Hop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One examination of an installation.
public final class Doctor {
    private static final int MOST_REDIRECTS = 5;
    private static final Duration MOST_SKEW = Duration.ofMinutes(2);
    /// A chunk of an upload, and a little for its head.
    private static final int CHUNK = 512 * 1024;
    private static final Pattern TIME = Pattern.compile("\"timeMs\":([0-9]{1,15})");
    private static final Pattern ENVIRONMENT = Pattern.compile("\"environment\":\"([^\"]{1,64})\"");
    private static final Pattern SOCKET = Pattern.compile("wss?://[A-Za-z0-9.:\\[\\]-]{1,260}");
    private static final Pattern APP_PATH = Pattern.compile("\"appPath\":\"(/(?!/)[A-Za-z0-9._~/-]{0,200})\"");
    private static final Pattern ROUTE_PATH = Pattern.compile("\"routePath\":\"(/(?!/)[A-Za-z0-9._~/-]{0,200})\"");
    private static final List<String> JSON = List.of("Content-Type: application/json");

    private final Wire wire;
    private final InstantSource clock;
    private final List<Finding> findings = new ArrayList<>();
    private URI page;
    private String environment = "";
    private String appPath = "/";
    private String routePath = "/route";

    private Doctor(URI page, Wire wire, InstantSource clock) {
        this.page = page;
        this.wire = wire;
        this.clock = clock;
    }

    /// Walks the five hops of a page.
    ///
    /// @param authorities to trust instead of the machine's; empty: the machine's
    public static List<Finding> examine(URI page, List<X509Certificate> authorities, InstantSource clock) {
        var doctor = new Doctor(page.resolve("/"), new Wire(Trust.of(authorities)), clock);
        doctor.examine();
        return List.copyOf(doctor.findings);
    }

    /// A step that may find that nobody is there.
    private interface Step {
        void run() throws Unreachable;
    }

    private void examine() {
        var policy = new ArrayList<String>();
        // Without a page a browser gets no further.
        if (!step(Hop.PAGE, () -> policy.add(page()))) {
            return;
        }
        step(Hop.APP, this::app);
        step(Hop.ROUTE, this::route);
        step(Hop.SOCKET, () -> sockets(String.join(" ", policy)));
        step(Hop.FILES, this::files);
    }

    private boolean step(Hop hop, Step step) {
        try {
            step.run();
            return true;
        } catch (Unreachable e) {
            found(hop, e.fault(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void found(Hop hop, Fault fault, String seen) {
        if (findings.stream().noneMatch(known -> known.hop() == hop && known.fault() == fault)) {
            findings.add(new Finding(hop, fault, seen.lines().findFirst().orElse("")));
        }
    }

    /// The page's policy.
    private String page() throws Unreachable {
        var answer = wire.get(page);
        for (int hops = 0; answer.status() / 100 == 3; hops++) {
            var next = page.resolve(answer.first("location"));
            if (hops == MOST_REDIRECTS || next.equals(page)) {
                throw new Unreachable(Fault.REDIRECT_LOOP, page + " leads to " + next);
            }
            page = next;
            answer = wire.get(page);
        }
        if (answer.has("HOST_REFUSED")) {
            throw new Unreachable(Fault.HOST_REFUSED, answer.seen());
        }
        appPath = orElse(group(APP_PATH, answer.body()), appPath);
        routePath = orElse(group(ROUTE_PATH, answer.body()), routePath);
        var policy = answer.first("content-security-policy");
        if (answer.status() != 200 || !answer.body().contains("id=\"config\"")) {
            found(Hop.PAGE, Fault.PAGE_MISSING, page + " answered " + answer.seen());
        } else if (policy.isEmpty()) {
            found(Hop.PAGE, Fault.POLICY_MISSING, page.toString());
        }
        if (Wire.isSecure(page) && wire.takesOldTls(page)) {
            found(Hop.PAGE, Fault.OLD_TLS, page.getRawAuthority());
        }
        return policy;
    }

    private void app() throws Unreachable {
        var app = page.resolve(appPath.endsWith("/") ? appPath : appPath + "/");
        if (!wire.get(app.resolve("me")).isJson()) {
            found(Hop.APP, Fault.APP_MISSING, app.resolve("me") + " is not answered by Hearth");
            return;
        }
        if (!wire.get(page.resolve("/session/me")).isJson()) {
            found(Hop.APP, Fault.PREFIX_LOST, page.resolve("/session/me") + " is not answered by Hearth");
        }
        var shown = wire.ask("POST", app.resolve("pc_session"), JSON, "{}".getBytes(StandardCharsets.UTF_8));
        var cookie = shown.first("set-cookie");
        if (Wire.isSecure(page) && !cookie.isEmpty() && !cookie.contains("; Secure")) {
            found(Hop.APP, Fault.SCHEME_LOST, "a cookie comes without Secure");
        }
    }

    private void route() throws Unreachable {
        var route = page.resolve(routePath);
        var answer = wire.ask("POST", route, List.of(origin()), new byte[0]);
        var allowed = answer.all("access-control-allow-origin");
        if (allowed.size() > 1) {
            found(Hop.ROUTE, Fault.CORS_TWICE, String.join(", ", allowed));
        } else if (allowed.contains("*")) {
            found(Hop.ROUTE, Fault.CORS_OPEN, "*");
        }
        if (answer.has("ORIGIN_REFUSED")) {
            found(Hop.ROUTE, Fault.ORIGIN_REFUSED, answer.seen());
        } else if (!answer.has("TOKEN_INVALID")) {
            found(Hop.ROUTE, Fault.ROUTE_MISSING, route + " answered " + answer.seen());
        }
        var version = wire.get(page.resolve("/api/version"));
        environment = group(ENVIRONMENT, version.body());
        var time = group(TIME, version.body());
        // No browser asks for it, so that a proxy may keep it to itself.
        if (!time.isEmpty() && Math.abs(clock.millis() - Long.parseLong(time)) > MOST_SKEW.toMillis()) {
            found(Hop.ROUTE, Fault.CLOCK_SKEW, "by " + Math.abs(clock.millis() - Long.parseLong(time)) / 1000 + " s");
        }
    }

    /// The page's policy names the WebSockets that are elsewhere; if it names none, they are at the page's origin.
    /// Where there is no policy, which is a finding of its own, nobody without an account is told where they are.
    private void sockets(String policy) throws Unreachable {
        if (policy.isBlank()) {
            return;
        }
        var told = SOCKET.matcher(policy)
                .results()
                .map(match -> URI.create(match.group()))
                .toList();
        if (told.isEmpty()) {
            socket(URI.create((Wire.isSecure(page) ? "wss://" : "ws://") + page.getRawAuthority()));
        }
        for (var address : told) {
            if (Wire.isSecure(page) && !Wire.isSecure(address)) {
                found(Hop.SOCKET, Fault.SOCKET_PLAIN, address.toString());
            } else {
                socket(address);
            }
        }
    }

    private void socket(URI address) throws Unreachable {
        var version = wire.get(address.resolve("/api/version"));
        var there = group(ENVIRONMENT, version.body());
        if (!there.isEmpty() && !environment.isEmpty() && !there.equals(environment)) {
            found(Hop.SOCKET, Fault.OTHER_ENVIRONMENT, address + " is of " + there + ", the page of " + environment);
            return;
        }
        for (var encoding : List.of("hearth.v1.proto", "hearth.v1.json")) {
            var answer = wire.ask("GET", address.resolve("/ws"), upgrade(encoding), new byte[0]);
            if (answer.status() != 101) {
                found(Hop.SOCKET, refusal(answer), address + "/ws answered " + answer.seen());
            }
        }
    }

    private static Fault refusal(Answer answer) {
        if (answer.has("ORIGIN_REFUSED")) {
            return Fault.ORIGIN_REFUSED;
        } else if (answer.has("HOST_REFUSED")) {
            return Fault.HOST_REFUSED;
        }
        boolean isDropped = answer.status() == 400 && answer.body().contains("Upgrade");
        return isDropped ? Fault.UPGRADE_DROPPED : Fault.SOCKET_MISSING;
    }

    private void files() throws Unreachable {
        var absent = wire.get(page.resolve("/files/none"));
        if (!absent.isJson()) {
            found(Hop.FILES, Fault.FILES_MISSING, page.resolve("/files/none") + " answered " + absent.seen());
            return;
        }
        // Nobody granted it, so that it is refused; but only after all of it has arrived.
        var chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) '.');
        var fields = List.of("Upload-Offset: 0", "Content-Type: application/octet-stream");
        var answer = wire.ask("PATCH", page.resolve("/files/uploads/none"), fields, chunk);
        if (answer.status() == 413) {
            found(Hop.FILES, Fault.BODY_LIMIT, CHUNK + " bytes were refused");
        }
    }

    private String origin() {
        return "Origin: " + page.getScheme() + "://" + page.getRawAuthority();
    }

    private List<String> upgrade(String encoding) {
        return List.of(
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: " + encoding,
                origin());
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static String group(Pattern pattern, String text) {
        Matcher match = pattern.matcher(text);
        return match.find() ? match.group(1) : "";
    }
}
