package chat.hearth.media;

import static chat.hearth.media.RunningStore.CHUNK;
import static chat.hearth.media.RunningStore.field;
import static chat.hearth.media.RunningStore.text;
import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.media.upload.UploadLimits;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.id.UserId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H'};

    private final Path folder;
    private RunningStore store;

    UploadTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = new RunningStore(folder.resolve("media"));
    }

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void storesAFileChunkByChunk() {
        var bytes = random(2 * CHUNK + 1);
        var grant = store.upload("a.bin", bytes.length, "application/octet-stream");

        assertThat(text(store.begin(grant)))
                .isEqualTo("200 {\"upload\":\"" + grant.file() + "\",\"offset\":0,\"chunkBytes\":1000}");
        for (int at = 0; at < bytes.length; at += CHUNK) {
            var chunk = part(bytes, at, Math.min(at + CHUNK, bytes.length));
            var answer = store.append(grant, at, chunk);
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(field(answer, "upload-offset")).isEqualTo("" + (at + chunk.length));
        }

        assertThat(store.read(store.download(grant)).body()).isEqualTo(bytes);
    }

    @Test
    void beginsBelowSessionAndAtTheShortPathToo() {
        for (var path : new String[] {"/files", "/session/files", "/session/files/uploads"}) {
            var grant = store.upload("a.bin", 10, "application/octet-stream");
            var answer = store.send(store.request(path)
                    .header("Authorization", "Bearer " + store.key.sign(grant))
                    .POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(text(answer)).startsWith("200 {\"upload\":\"" + grant.file());
        }
    }

    @Test
    void tellsWhereAnUploadStandsAlsoAfterARestart() {
        var bytes = random(1500);
        var grant = store.upload("a.bin", bytes.length, "application/octet-stream");
        store.begin(grant);
        store.append(grant, 0, part(bytes, 0, 700));
        store.restart();

        var answer = store.stand(grant);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(field(answer, "upload-offset")).isEqualTo("700");
        assertThat(field(answer, "upload-length")).isEqualTo("1500");
        assertThat(text(store.begin(grant))).contains("\"offset\":700");
        store.append(grant, 700, part(bytes, 700, 1500));

        assertThat(store.read(store.download(grant)).body()).isEqualTo(bytes);
    }

    @Test
    void takesARepeatedChunkForDoneAndNamesTheRightOffsetOtherwise() {
        var bytes = random(1500);
        var grant = store.upload("a.bin", bytes.length, "application/octet-stream");
        store.begin(grant);
        store.append(grant, 0, part(bytes, 0, 1000));

        assertThat(store.append(grant, 0, part(bytes, 0, 1000)).statusCode()).isEqualTo(204);
        var within = store.append(grant, 400, part(bytes, 400, 800));
        assertThat(within.statusCode()).isEqualTo(204);
        assertThat(field(within, "upload-offset")).isEqualTo("1000");
        var other = store.append(grant, 0, random(999));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(field(other, "upload-offset")).isEqualTo("1000");
        var ahead = store.append(grant, 1200, part(bytes, 1200, 1500));
        assertThat(text(ahead)).startsWith("409 ").contains("UPLOAD_OFFSET_WRONG");
        assertThat(field(ahead, "upload-offset")).isEqualTo("1000");

        store.append(grant, 1000, part(bytes, 1000, 1500));
        assertThat(store.read(store.download(grant)).body()).isEqualTo(bytes);
    }

    @Test
    void answersRepetitionsAfterTheLastChunkLikeTheFirstTime() {
        var bytes = random(1500);
        var grant = store.store("a.bin", "application/octet-stream", bytes);

        assertThat(field(store.append(grant, 1000, part(bytes, 1000, 1500)), "upload-offset"))
                .isEqualTo("1500");
        assertThat(field(store.stand(grant), "upload-offset")).isEqualTo("1500");
        assertThat(text(store.begin(grant))).contains("\"offset\":1500");
        assertThat(text(store.append(grant, 0, random(500)))).startsWith("409 ");
        assertThat(store.read(store.download(grant)).body()).isEqualTo(bytes);
    }

    @Test
    void goesOnAfterACutInTheMiddleOfAChunk() {
        var bytes = random(1800);
        var grant = store.upload("a.bin", bytes.length, "application/octet-stream");
        store.begin(grant);
        store.append(grant, 0, part(bytes, 0, 900));

        store.breakOff(
                "PATCH /files/uploads/" + grant.file() + " HTTP/1.1\r\nHost: a\r\nUpload-Offset: 900\r\n"
                        + "Authorization: Bearer " + store.key.sign(grant) + "\r\nContent-Length: 900\r\n\r\n",
                part(bytes, 900, 1300));

        assertThat(field(store.stand(grant), "upload-offset")).isEqualTo("900");
        assertThat(store.append(grant, 900, part(bytes, 900, 1800)).statusCode())
                .isEqualTo(204);
        assertThat(store.read(store.download(grant)).body()).isEqualTo(bytes);
    }

    @Test
    void storesEveryByteOnceWhenTheSameChunkComesManyTimesAtOnce() {
        var bytes = random(1900);
        var grant = store.upload("a.bin", bytes.length, "application/octet-stream");
        store.begin(grant);

        for (int at = 0; at < bytes.length; at += 950) {
            int from = at;
            var answers = IntStream.range(0, 6)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> store.append(grant, from, part(bytes, from, from + 950))))
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(204));
        }
        assertThat(store.read(store.download(grant)).body()).isEqualTo(bytes);
    }

    @Test
    void refusesMoreThanWasGrantedAndChunksThatAreTooLargeOrEmpty() {
        var grant = store.upload("a.bin", 900, "application/octet-stream");
        store.begin(grant);

        assertThat(text(store.append(grant, 0, random(901)))).startsWith("400 ").contains("900 bytes");
        assertThat(text(store.append(grant, 0, random(CHUNK + 1)))).startsWith("413 ");
        assertThat(text(store.append(grant, 0, new byte[0]))).startsWith("400 ");
        assertThat(field(store.stand(grant), "upload-offset")).isEqualTo("0");
    }

    @Test
    void refusesAFileAboveItsOwnLimitEvenIfGranted() {
        assertThat(text(store.begin(store.upload("a", RunningStore.MAX_FILE + 1L, "a/b"))))
                .startsWith("413 ")
                .contains("FILE_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "99999999999999999999", "0x0"})
    void refusesAnOffsetThatIsNoNumber(String offset) {
        var grant = store.upload("a.bin", 900, "application/octet-stream");
        store.begin(grant);

        var answer = store.send(store.request("/files/uploads/" + grant.file())
                .header("Authorization", "Bearer " + store.key.sign(grant))
                .header("Upload-Offset", offset)
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(random(9))));

        assertThat(text(answer)).startsWith("400 ").contains("Upload-Offset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
    void keepsNothingOfAnImageThatIsNone(String type) throws IOException {
        var html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
        var grant = store.upload("a", html.length, type);
        store.begin(grant);

        assertThat(text(store.append(grant, 0, html))).startsWith("415 ").contains("FILE_TYPE_WRONG");

        assertThat(store.stand(grant).statusCode()).isEqualTo(404);
        assertThat(store.read(store.download(grant)).statusCode()).isEqualTo(404);
        assertThat(filesIn(folder)).isZero();
    }

    @Test
    void tellsALyingTypeByTheFirstBytesHoweverTheyArrive() {
        var lying = store.upload("a.png", 3000, "image/png");
        store.begin(lying);
        for (int at = 0; at < 11; at++) {
            assertThat(store.append(lying, at, new byte[] {PNG[at % 4]}).statusCode())
                    .isEqualTo(204);
        }
        assertThat(store.append(lying, 11, new byte[] {0}).statusCode()).isEqualTo(415);

        var tooShort = store.upload("b.png", 3, "image/png");
        store.begin(tooShort);
        assertThat(store.append(tooShort, 0, part(PNG, 0, 3)).statusCode()).isEqualTo(415);

        var honest = store.store("c.png", "image/png", PNG);
        assertThat(store.read(store.download(honest)).body()).isEqualTo(PNG);
    }

    @Test
    void takesAGrantOnlyForWhatItIsFor() {
        var grant = store.upload("a.bin", 900, "application/octet-stream");
        var other = store.upload("b.bin", 900, "application/octet-stream");
        store.begin(grant);
        store.begin(other);
        var foreign = new GrantKey(filled(1)).sign(grant);

        assertThat(text(store.begin(store.download(grant)))).startsWith("403 ").contains("GRANT_INVALID");
        for (var authorization : new String[] {
            "Bearer " + store.key.sign(other), "Bearer " + foreign, "Bearer ", "Basic eDp5", store.key.sign(grant)
        }) {
            var answer = store.send(store.request("/files/uploads/" + grant.file())
                    .header("Authorization", authorization)
                    .header("Upload-Offset", "0")
                    .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(random(9))));
            assertThat(text(answer)).startsWith("403 ").contains("GRANT_INVALID");
        }
        assertThat(field(store.stand(grant), "upload-offset")).isEqualTo("0");
    }

    @Test
    void letsAnUploadThatHasBegunGoOnAfterItsGrantAndForgetsItAfterADay() throws IOException {
        var begun = store.upload("a.bin", 900, "application/octet-stream");
        var late = store.upload("b.bin", 900, "application/octet-stream");
        store.begin(begun);
        store.clock.advance(Duration.ofMinutes(11));

        assertThat(text(store.begin(late))).startsWith("403 ").contains("GRANT_EXPIRED");
        assertThat(store.append(begun, 0, random(500)).statusCode()).isEqualTo(204);

        store.clock.advance(Duration.ofHours(24));
        store.restart();
        assertThat(store.stand(begun).statusCode()).isEqualTo(404);
        assertThat(text(store.begin(begun))).contains("GRANT_EXPIRED");
        assertThat(filesIn(folder)).isZero();
    }

    @Test
    void limitsUnfinishedUploadsOfAUserAndOfAll() {
        for (int i = 0; i < 3; i++) {
            assertThat(store.begin(store.upload("a", 9, "a/b")).statusCode()).isEqualTo(200);
        }
        var refused = store.begin(store.upload("a", 9, "a/b"));
        assertThat(text(refused)).startsWith("429 ").contains("TOO_MANY_UPLOADS");
        assertThat(field(refused, "retry-after")).isEqualTo("5");

        for (int i = 0; i < 7; i++) {
            assertThat(store.begin(ofUser("user" + i)).statusCode()).isEqualTo(200);
        }
        assertThat(text(store.begin(ofUser("user9")))).startsWith("429 ");
    }

    @Test
    void keepsAReserveOfTheDiskFree() {
        store.close();
        store = new RunningStore(
                folder.resolve("full"), new UploadLimits(1000, 10, 10, Long.MAX_VALUE / 2, Duration.ofHours(1)));

        assertThat(text(store.begin(store.upload("a", 900, "a/b"))))
                .startsWith("507 ")
                .contains("STORAGE_FULL");
    }

    private FileGrant.Upload ofUser(String user) {
        var grant = store.upload("a", 9, "a/b");
        return new FileGrant.Upload(grant.file(), grant.scope(), new UserId(user), "a", 9, "a/b", grant.expiresAtMs());
    }

    private static long filesIn(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] filled(int value) {
        var bytes = new byte[GrantKey.BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
