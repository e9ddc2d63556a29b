package chat.hearth.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.kit.http.EventLoops;
import chat.hearth.kit.http.RequestObserver;
import chat.hearth.kit.http.Router;
import chat.hearth.kit.http.WebServer;
import chat.hearth.kit.http.WebServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A small client, served on a real port.
class PageServerTest {
    private static final String INDEX = "<base href=\"/\"><script id=\"config\">{}</script>";

    private final EventLoops loops = EventLoops.start(1);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder = Path.of("");

    private WebServer server;

    @BeforeEach
    void serve() throws IOException {
        Files.createDirectory(folder.resolve("assets"));
        Files.writeString(folder.resolve("index.html"), INDEX);
        Files.writeString(folder.resolve("icon.svg"), "<svg/>");
        Files.writeString(folder.resolve("sw.js"), "self;");
        Files.writeString(folder.resolve("assets/index-abc.js"), "plain();");
        Files.writeString(folder.resolve("assets/index-abc.js.br"), "as br");
        Files.writeString(folder.resolve("assets/index-abc.js.gz"), "as gzip");
        var router = Router.builder();
        PageServer.of(PageFiles.read(folder), PageConfiguration.oneOrigin()).mount(router);
        server = WebServer.start(loops, WebServerOptions.at("127.0.0.1", 0), router.build(), RequestObserver.none());
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/c", "/c/", "/c/d:ada", "/c/g/x?m=7"})
    void answersItsIndexWhereTheClientHasPlaces(String path) throws Exception {
        var page = get(path);

        assertThat(page.body()).contains("\"routePath\":\"/route\"");
        assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
    }

    @Test
    void letsThePageRunOnlyItsOwnScripts() throws Exception {
        var policy = header(get("/"), "content-security-policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "*");
    }

    @Test
    void isKeptForEverUnderANameThatChangesWithTheContent() throws Exception {
        assertThat(header(get("/assets/index-abc.js"), "cache-control")).contains("immutable", "max-age=31536000");
        assertThat(header(get("/icon.svg"), "cache-control")).isEqualTo("no-cache");
        assertThat(header(get("/sw.js"), "cache-control")).isEqualTo("no-cache");
        assertThat(header(get("/sw.js"), "content-security-policy")).contains("connect-src 'self'");
    }

    @Test
    void sendsTheSmallestFormThatIsTaken() throws Exception {
        assertThat(get("/assets/index-abc.js").body()).isEqualTo("plain();");
        assertThat(get("/assets/index-abc.js", "accept-encoding", "gzip").body())
                .isEqualTo("as gzip");
        var best = get("/assets/index-abc.js", "accept-encoding", "gzip, br");
        assertThat(best.body()).isEqualTo("as br");
        assertThat(header(best, "content-encoding")).isEqualTo("br");
        assertThat(header(best, "vary")).isEqualTo("accept-encoding");
        assertThat(header(best, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void doesNotSendAgainWhatTheBrowserHas() throws Exception {
        var tag = header(get("/icon.svg"), "etag");

        assertThat(get("/icon.svg", "if-none-match", tag).statusCode()).isEqualTo(304);
        assertThat(get("/icon.svg", "if-none-match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(header(get("/assets/index-abc.js", "accept-encoding", "br"), "etag"))
                .isNotEqualTo(header(get("/assets/index-abc.js"), "etag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets/gone-123.js", "/assets/", "/assets/index-abc.js.br", "/assets/%2e%2e/icon.svg", "/x"})
    void hasNothingElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void isWrittenForAnotherServerWithItsPlaceFilledIn(@TempDir Path target) throws IOException {
        int count = PageExport.write(
                PageFiles.read(folder), target, new PageConfiguration("/chat/", "/session/", "/route", "/files"));

        assertThat(count).isEqualTo(6);
        assertThat(target.resolve("index.html")).content().contains("<base href=\"/chat/\"", "\"/session/\"");
        assertThat(target.resolve("assets/index-abc.js.br")).hasContent("as br");
        assertThat(target.resolve("icon.svg")).hasContent("<svg/>");
    }

    @Test
    void refusesAFolderWithoutAnIndex() throws IOException {
        Files.delete(folder.resolve("index.html"));

        assertThatThrownBy(() -> PageFiles.read(folder)).hasMessageContaining("no index.html");
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
