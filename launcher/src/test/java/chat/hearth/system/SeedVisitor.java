package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.request.SendResult;
import chat.hearth.client.wire.Transport;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.GrantDownload;
import chat.hearth.protocol.v1.GrantUpload;
import chat.hearth.protocol.v1.Request;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;

/// A person in a network of the seed's, who walks the five hops in a process of their own and says what is well, a
/// line each.
final class SeedVisitor {
    static final String PAGE = "https://web.chat.test";
    static final String NODE = "https://node1.imtest.chat.test:8084";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHUNK = 512 * 1024;
    private static final int FILE_BYTES = 1_500_000;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final LocalCertificates certificates;
    private final HttpClient browser;

    private SeedVisitor(LocalCertificates certificates) {
        this.certificates = certificates;
        this.browser = HttpClient.newBuilder()
                .sslContext(certificates.trust())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /// Walks with the trust of a folder of certificates; `heads` only knocks once at each door.
    public static void main(String... arguments) throws Exception {
        var visitor = new SeedVisitor(new LocalCertificates(Path.of(arguments[0])));
        if (arguments[1].equals("heads")) {
            visitor.knock();
        } else {
            visitor.walk();
        }
    }

    private void walk() throws Exception {
        page();
        var phone = register("ann");
        var token = byCode(phone);
        route(token);
        var bea = register("bea").headers().firstValue("authToken").orElse("");
        var other = post(URI.create(PAGE + "/session/token"), "{}", "authToken", bea);
        chat(token, group("\"token\":\"([^\"]+)\"", other.body()));
    }

    private void page() throws Exception {
        var index = get(PAGE + "/");
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.body()).contains("\"appPath\":\"/session/\"");
        var script = group("<script[^>]*src=\"([^\"]+)\"", index.body());
        assertThat(get(URI.create(PAGE + "/").resolve(script).toString()).statusCode())
                .isEqualTo(200);
        assertThat(get("http://web.chat.test/").body())
                .as("the weak point: the same in the clear")
                .isEqualTo(index.body());
        out.println("page");
    }

    private HttpResponse<String> register(String name) throws Exception {
        // The phone's own way: straight to Hearth.
        var answer = post(
                direct("/register"),
                "{\"name\":\"" + name + "\",\"password\":\"correct horse battery\"}",
                "Host",
                "web.chat.test");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String byCode(HttpResponse<String> phone) throws Exception {
        var session = phone.headers().firstValue("authToken").orElse("");
        assertThat(post(URI.create(PAGE + "/session/pc_session"), "{}").body()).contains("\"code\":0");
        var shown = post(URI.create(PAGE + "/pc_session"), "{\"device_name\":\"Firefox\",\"platform\":5}");
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        var cookie = shown.headers().firstValue("set-cookie").orElse("");
        assertThat(cookie).contains("HttpOnly").doesNotContain("Secure");
        out.println("code");
        var code = group("\"token\":\"([^\"]+)\"", shown.body());
        var scanned = post(direct("/scan_pc/" + code), "{}", "Host", "web.chat.test", "authToken", session);
        assertThat(scanned.body())
                .as("the weak point: everybody has nginx's address")
                .contains("\"code\":0", "\"address\":\"" + SeedNetwork.NGINX + "\"");
        var confirmed = post(
                direct("/confirm_pc"), "{\"token\":\"" + code + "\"}", "Host", "web.chat.test", "authToken", session);
        assertThat(confirmed.body()).contains("\"code\":0");
        var logged = post(URI.create(PAGE + "/session_login/" + code), "{}", "Cookie", cookie.replaceAll(";.*", ""));
        assertThat(logged.body()).contains("\"code\":0", "\"userId\":");
        out.println("log-in confirmed");
        return group("\"token\":\"([^\"]+)\"", logged.body());
    }

    private void route(String token) throws Exception {
        var bearer = "Bearer " + token;
        for (var name : new String[] {PAGE, "https://chat.test"}) {
            var answer = post(URI.create(name + "/route"), "", "Authorization", bearer, "Origin", PAGE);
            assertThat(answer.body())
                    .as(name)
                    .contains("\"wss://node1.imtest.chat.test:8084/ws\"")
                    .doesNotContain("ws://node1.imtest.chat.test:8083");
        }
        out.println("route");
    }

    private void chat(String token, String otherToken) throws Exception {
        try (var loops = Transport.start(1, Thread.ofPlatform().daemon().factory())) {
            var transport = loops.trusting(certificates.nettyTrust());
            try (var ann = Person.connect(transport, URI.create(PAGE), "ann", token, Encoding.PROTO);
                    var bea = Person.connect(transport, URI.create(PAGE), "bea", otherToken, Encoding.JSON)) {
                var talk = ann.blocking().openDirect(userId("bea")).getConversation();
                var stored = (SendResult.Stored) ann.blocking().sendText(talk, "through the seed's nginx");
                assertThat(bea.told().awaitUpTo(talk, stored.sent().getSeq())).isNotEmpty();
                out.println("chat");
                file(ann, bea, talk);
            }
        }
    }

    private String userId(String name) throws Exception {
        var logged = post(
                direct("/login_pwd"),
                "{\"name\":\"" + name + "\",\"password\":\"correct horse battery\"}",
                "Host",
                "web.chat.test");
        return group("\"userId\":\"([^\"]+)\"", logged.body());
    }

    private void file(Person from, Person to, String conversation) throws Exception {
        var bytes = new byte[FILE_BYTES];
        new Random(1).nextBytes(bytes);
        var upload = GrantUpload.newBuilder()
                .setConversation(conversation)
                .setName("noise.bin")
                .setSize(bytes.length);
        var granted = from.blocking()
                .request(Request.newBuilder().setGrantUpload(upload))
                .getUploadGranted();
        var bearer = "Bearer " + granted.getGrant();
        var begun = post(URI.create(NODE + "/files" + granted.getUrl()), "", "Authorization", bearer);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        for (int at = 0; at < bytes.length; at += CHUNK) {
            var chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK));
            var patch = request(URI.create(NODE + "/files/uploads/" + granted.getFile()))
                    .header("authorization", bearer)
                    .header("upload-offset", Integer.toString(at))
                    .method("PATCH", BodyPublishers.ofByteArray(chunk))
                    .build();
            var answer = browser.send(patch, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        }
        var download = GrantDownload.newBuilder().setConversation(conversation).setFile(granted.getFile());
        var link = to.blocking()
                .request(Request.newBuilder().setGrantDownload(download))
                .getDownloadGranted()
                .getUrl();
        for (var store : new String[] {NODE + "/files", PAGE + "/session/files"}) {
            var whole = browser.send(request(URI.create(store + link)).build(), BodyHandlers.ofByteArray());
            assertThat(whole.body()).as(store).isEqualTo(bytes);
            var part = browser.send(
                    request(URI.create(store + link))
                            .header("range", "bytes=1000-1999")
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(part.body()).as(store).isEqualTo(Arrays.copyOfRange(bytes, 1000, 2000));
        }
        out.println("files");
    }

    /// One request at each door, with an address that is made up.
    private void knock() throws Exception {
        var doors = new String[] {
            PAGE + "/route",
            "https://chat.test/route",
            "http://chat.test/route",
            "https://chat.test/api/version",
            PAGE + "/pc_session",
            PAGE + "/session/me",
            PAGE + "/session_login/x",
            "http://www.chat.test:8888/me",
            NODE + "/files/none"
        };
        for (var door : doors) {
            out.println(post(URI.create(door), "", "X-Forwarded-For", "6.6.6.6").statusCode() + " " + door);
        }
    }

    private static URI direct(String path) {
        return URI.create("http://" + SeedNetwork.NODES.getFirst() + path);
    }

    private HttpResponse<String> get(String address) throws Exception {
        return browser.send(request(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI address, String body, String... fields) throws Exception {
        var request = request(address).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        for (int i = 0; i < fields.length; i += 2) {
            request.header(fields[i], fields[i + 1]);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    private static String group(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }
}
