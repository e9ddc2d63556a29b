package chat.hearth.media;

import static chat.hearth.media.RunningStore.field;
import static chat.hearth.media.RunningStore.text;
import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.id.FileId;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    private static final byte[] GIF = "GIF89a0123456789".getBytes(StandardCharsets.US_ASCII);

    private final RunningStore store;
    private final FileGrant.Upload image;

    DownloadTest(@TempDir Path folder) {
        store = new RunningStore(folder.resolve("media"));
        image = store.store("图.gif", "image/gif", GIF);
    }

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void showsAnImageAndLetsNothingRun() {
        var answer = store.read(store.download(image));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(GIF);
        assertThat(field(answer, "content-type")).isEqualTo("image/gif");
        assertThat(field(answer, "content-disposition"))
                .isEqualTo("inline; filename=\"_.gif\"; filename*=UTF-8''%e5%9b%be.gif");
        assertThat(field(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(field(answer, "content-security-policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(field(answer, "referrer-policy")).isEqualTo("no-referrer");
        assertThat(field(answer, "cache-control")).isEqualTo("private, max-age=300");
        assertThat(field(answer, "accept-ranges")).isEqualTo("bytes");
        assertThat(field(answer, "content-length")).isEqualTo("" + GIF.length);
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, application/octet-stream",
        "image/svg+xml, application/octet-stream",
        "application/xhtml+xml, application/octet-stream",
        "text/plain, text/plain",
        "application/pdf, application/pdf",
        "video/mp4, video/mp4"
    })
    void onlyLetsEverythingElseBeSaved(String declared, String told) {
        var page = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        var grant = store.store("page.html", declared, page);

        var answer = store.read(store.download(grant));

        assertThat(answer.body()).isEqualTo(page);
        assertThat(field(answer, "content-type")).isEqualTo(told);
        assertThat(field(answer, "content-disposition")).startsWith("attachment; ");
    }

    static Stream<Arguments> hostileNames() {
        return Stream.of(
                Arguments.of("a\r\nSet-Cookie: x=y.txt", "a__Set-Cookie_ x=y.txt"),
                Arguments.of("../../etc/passwd", "_.._etc_passwd"),
                Arguments.of("C:\\autoexec.bat", "C__autoexec.bat"),
                Arguments.of("\"; filename=\"evil.exe", "_; filename=_evil.exe"),
                Arguments.of("invoice\u202efdp.exe", "invoice_fdp.exe"),
                Arguments.of("CON.txt", "_CON.txt"),
                Arguments.of(".htaccess", "htaccess"),
                Arguments.of("a.exe. .", "a.exe"),
                Arguments.of("...", "file"),
                Arguments.of("100%.txt", "100_.txt"));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void givesHostileNamesOutAsPlainOnes(String sent, String told) {
        var grant = store.store(sent, "a/b", GIF);

        var answer = store.read(store.download(grant));

        assertThat(field(answer, "content-disposition"))
                .startsWith("attachment; filename=\"" + told + "\"; filename*=UTF-8''");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=2-5, 2, 5",
        "bytes=10-, 10, 15",
        "bytes=10-999, 10, 15",
        "bytes=15-15, 15, 15",
        "bytes=-4, 12, 15",
        "bytes=-999, 0, 15",
        "bytes=0-999999999999999999, 0, 15"
    })
    void sendsThePartThatIsAskedFor(String range, int first, int last) {
        var answer = store.read(store.download(image), "Range", range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(field(answer, "content-range")).isEqualTo("bytes " + first + "-" + last + "/16");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(GIF, first, last + 1));
        assertThat(field(answer, "content-type")).isEqualTo("image/gif");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=16-", "bytes=16-20", "bytes=999999999999999999-", "bytes=-0"})
    void refusesAPartThatTheFileDoesNotHave(String range) {
        var answer = store.read(store.download(image), "Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(field(answer, "content-range")).isEqualTo("bytes */16");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=5-2",
                "bytes=-",
                "bytes=a-b",
                "lines=0-1",
                "bytes=0-1,4-5",
                "bytes=0-1000000000000000000000",
                "0-1",
                "bytes = 0-1"
            })
    void sendsEverythingWhereARangeMeansNothing(String range) {
        var answer = store.read(store.download(image), "Range", range);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(GIF);
    }

    @Test
    void sendsNothingAgainThatTheReaderHolds() {
        var etag = field(store.read(store.download(image)), "etag");
        assertThat(etag).matches("\"[0-9a-f]{64}\"");

        var held = store.read(store.download(image), "If-None-Match", etag);
        assertThat(held.statusCode()).isEqualTo(304);
        assertThat(held.body()).isEmpty();
        assertThat(field(held, "etag")).isEqualTo(etag);
        assertThat(store.read(store.download(image), "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(store.read(store.download(image), "Range", "bytes=0-1", "If-Range", etag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(store.read(store.download(image), "Range", "bytes=0-1", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersHeadWithoutTheBytes() {
        var path = "/files/" + image.file() + "?grant=" + store.key.sign(store.download(image));
        var answer = store.send(store.request(path).HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(field(answer, "content-length")).isEqualTo("16");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusesALinkThatIsOverForgedForAnotherFileOrAnotherPurpose() {
        var link = store.download(image);
        var other = store.store("b.gif", "image/gif", GIF);
        var foreign = new GrantKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

        for (var grant :
                new String[] {foreign.sign(link), store.key.sign(image), store.key.sign(store.download(other)), "", "x"
                }) {
            var answer = store.get("/files/" + image.file() + "?grant=" + grant);
            assertThat(text(answer)).startsWith("403 ").contains("GRANT_INVALID");
        }
        assertThat(text(store.get("/files/" + image.file()))).startsWith("403 ");
        assertThat(text(store.get("/files/nonsense?grant=" + store.key.sign(link))))
                .startsWith("403 ");

        store.clock.advance(Duration.ofMinutes(5));
        assertThat(text(store.read(link))).startsWith("403 ").contains("GRANT_EXPIRED");
    }

    @Test
    void readsOnlyInTheConversationTheFileWasSentTo() {
        var elsewhere = new FileGrant.Download(image.file(), "g:other", RunningStore.ALICE, store.inMinutes(5));
        assertThat(text(store.read(elsewhere))).startsWith("404 ").contains("FILE_NOT_FOUND");

        var nowhere = new FileGrant.Download(
                FileId.random(new SecureRandom()), "g:team", RunningStore.ALICE, store.inMinutes(5));
        assertThat(text(store.read(nowhere))).startsWith("404 ").contains("FILE_NOT_FOUND");
    }

    @Test
    void readsNothingOfAnUploadBeforeItIsWhole() {
        var grant = store.upload("a", 100, "a/b");
        store.begin(grant);
        store.append(grant, 0, new byte[50]);

        assertThat(store.read(store.download(grant)).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsFilesThroughARestartAndAnswersBelowSessionToo() {
        store.restart();

        var path = "/files/" + image.file() + "?grant=" + store.key.sign(store.download(image));
        assertThat(store.get("/session" + path).body()).isEqualTo(GIF);
        assertThat(store.get(path).body()).isEqualTo(GIF);
    }

    @Test
    void takesNoOtherMethod() {
        assertThat(store.send(store.request("/files/" + image.file()).DELETE()).statusCode())
                .isEqualTo(405);
        assertThat(store.send(store.request("/files/" + image.file()).PUT(HttpRequest.BodyPublishers.ofByteArray(GIF)))
                        .statusCode())
                .isEqualTo(405);
        assertThat(store.get("/files").statusCode()).isEqualTo(405);
    }
}
