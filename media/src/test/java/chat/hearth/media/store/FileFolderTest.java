package chat.hearth.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.media.MutableClock;
import chat.hearth.media.upload.UploadLimits;
import chat.hearth.media.upload.UploadOutcome;
import chat.hearth.media.upload.Uploads;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.id.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a crash may leave at each point, and what is made of it.
class FileFolderTest {
    private static final FileId FILE = new FileId("00112233445566778899aabbccddeeff");
    private static final byte[] BYTES = "twelve bytes".getBytes(StandardCharsets.US_ASCII);
    private static final Card CARD = card("a/b");

    private final Path root;
    private final FileFolder folder;
    private final MutableClock clock = new MutableClock();

    FileFolderTest(@TempDir Path root) throws IOException {
        this.root = root.resolve("media");
        this.folder = FileFolder.open(this.root);
    }

    @Test
    void keepsBytesAndCardInTwoLevelsOfFolders() throws IOException {
        folder.begin(FILE, CARD);
        folder.append(FILE, 0, BYTES);
        var complete = folder.finish(FILE, CARD, 5);

        assertThat(root.resolve("files/00/11/" + FILE)).hasBinaryContent(BYTES);
        assertThat(folder.find(FILE)).contains(complete);
        assertThat(complete.sha256()).isEqualTo("d4ce2c527afe674c7a086bd74e256019e3d5dcdb31eeb6eaadef5ada8c4383b9");
        assertThat(root.resolve("uploads")).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("files"))))
                .isEqualTo("rwx------");
    }

    @Test
    void takesUpAnUploadThatWasBegunAndHasNoBytesYet() throws IOException {
        folder.begin(FILE, CARD);

        assertThat(restarted().offset(grant("a/b"))).isEqualTo(new UploadOutcome.Arrived(0, BYTES.length));
    }

    @Test
    void finishesAnUploadOfWhichAllBytesHadArrived() throws IOException {
        folder.begin(FILE, CARD);
        folder.append(FILE, 0, BYTES);

        assertFinished(restarted());
    }

    @Test
    void finishesAnUploadThatWasMovedAndHasNoCardYet() throws IOException {
        folder.begin(FILE, CARD);
        Files.createDirectories(root.resolve("files/00/11"));
        Files.write(root.resolve("files/00/11/" + FILE), BYTES);
        Files.writeString(root.resolve("files/00/11/." + FILE + ".card.unfinished"), "hearth fi");

        assertFinished(restarted());
    }

    @Test
    void forgetsTheCardOfAnUploadThatBecameAFile() throws IOException {
        folder.begin(FILE, CARD);
        folder.append(FILE, 0, BYTES);
        folder.finish(FILE, CARD, 5);
        folder.begin(FILE, CARD);

        assertFinished(restarted());
    }

    @Test
    void dropsALyingImageThatACrashSavedFromItsJudge() throws IOException {
        folder.begin(FILE, card("image/png"));
        folder.append(FILE, 0, BYTES);

        assertThat(restarted().offset(grant("image/png"))).isInstanceOf(UploadOutcome.Refused.class);
        assertThat(folder.find(FILE)).isEmpty();
        assertThat(root.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void leavesAnUploadAloneWhoseCardIsDamaged() throws IOException {
        Files.writeString(root.resolve("uploads/" + FILE + ".card"), "hearth file 1\nscope g:team\n");

        assertThat(restarted().offset(grant("a/b"))).isInstanceOf(UploadOutcome.Refused.class);
        assertThat(root.resolve("uploads/" + FILE + ".card")).exists();
        assertThatThrownBy(() -> folder.begun(FILE)).isInstanceOf(IOException.class);
    }

    @Test
    void isAsLongAsBeforeWhenAChunkCouldNotBeWritten() throws IOException {
        folder.begin(FILE, CARD);
        folder.append(FILE, 0, BYTES);

        assertThatThrownBy(() -> folder.append(new FileId("ffffffffffffffffffffffffffffffff"), -1, BYTES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.arrived(FILE)).isEqualTo(BYTES.length);
    }

    @Test
    void keepsEveryFactOfACardWhateverTheNameSays() throws IOException {
        var card = new Card(
                "d:alice:bob", new UserId("bob"), FileName.of("a\nscope g:other\n图"), 7, "a/b", "", 1_800_000_000_000L);
        folder.begin(FILE, card);

        assertThat(folder.begun(FILE)).contains(card);
        assertThatThrownBy(() -> new Card("a\nb", new UserId("a"), FileName.of("a"), 1, "a/b", "", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertFinished(Uploads uploads) throws IOException {
        assertThat(uploads.offset(grant("a/b"))).isEqualTo(new UploadOutcome.Arrived(BYTES.length, BYTES.length));
        try (var opened = folder.read(FILE).orElseThrow().bytes()) {
            assertThat(opened.size()).isEqualTo(BYTES.length);
        }
        assertThat(folder.find(FILE).orElseThrow().sha256()).matches("[0-9a-f]{64}");
        assertThat(root.resolve("uploads")).isEmptyDirectory();
    }

    private Uploads restarted() throws IOException {
        return Uploads.open(FileFolder.open(root), new UploadLimits(1000, 10, 10, 0, Duration.ofDays(1)), clock);
    }

    private FileGrant.Upload grant(String type) {
        return new FileGrant.Upload(FILE, "g:team", new UserId("alice"), "a", BYTES.length, type, clock.millis());
    }

    private static Card card(String type) {
        return new Card(
                "g:team", new UserId("alice"), FileName.of("a"), BYTES.length, type, "", new MutableClock().millis());
    }
}
