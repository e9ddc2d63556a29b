package chat.hearth.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.conversation.Conversations;
import chat.hearth.core.conversation.Standings;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Outcome.Done;
import chat.hearth.core.outcome.Outcome.Refused;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.core.user.UserStore;
import chat.hearth.core.user.Users;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.GrantDownload;
import chat.hearth.protocol.v1.GrantUpload;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final int MAX = 1000;
    private static final String GROUP = "g:team";
    private static final String FILE = "00112233445566778899aabbccddeeff";
    private static final Caller ALICE = new Caller(1, new UserId("alice"));
    private static final Caller MALLORY = new Caller(2, new UserId("mallory"));

    private final GrantKey key = new GrantKey(new byte[GrantKey.BYTES]);
    private final TinyConversations group = new TinyConversations(GROUP);
    private final Standings standings = new Standings(group);
    private final Files files = new Files(
            standings,
            new Conversations(group, new Users(new Nobody()), 100),
            FileOptions.standard(key, MAX),
            InstantSource.fixed(Instant.ofEpochMilli(NOW)),
            new SecureRandom());

    @Test
    void grantsAMemberOneUploadOfExactlyWhatWasAsked() {
        group.put(ALICE, true);

        var granted = done(files.grantUpload(ALICE, upload("图.png", 1000, "Image/PNG")));

        assertThat(granted.getUrl()).isEqualTo("/uploads");
        assertThat(granted.getExpiresAtMs())
                .isEqualTo(NOW + Duration.ofMinutes(10).toMillis());
        assertThat(key.read(granted.getGrant()))
                .contains(new FileGrant.Upload(
                        new FileId(granted.getFile()),
                        GROUP,
                        ALICE.id(),
                        "图.png",
                        1000,
                        "image/png",
                        granted.getExpiresAtMs()));
        assertThat(done(files.grantUpload(ALICE, upload("图.png", 1000, ""))).getFile())
                .isNotEqualTo(granted.getFile());
    }

    @Test
    void grantsAMemberALinkToOneFile() {
        group.put(ALICE, true);

        var granted = done(files.grantDownload(ALICE, download(GROUP, FILE)));

        var before = "/" + FILE + "?grant=";
        assertThat(granted.getUrl()).startsWith(before);
        assertThat(granted.getExpiresAtMs())
                .isEqualTo(NOW + Duration.ofMinutes(5).toMillis());
        assertThat(key.read(granted.getUrl().substring(before.length())))
                .contains(new FileGrant.Download(new FileId(FILE), GROUP, ALICE.id(), granted.getExpiresAtMs()));
    }

    @Test
    void grantsNothingToWhoIsNotInTheConversation() {
        group.put(ALICE, true);

        assertThat(code(files.grantUpload(MALLORY, upload("a", 1, "")))).isEqualTo(ErrorCode.NOT_A_MEMBER);
        assertThat(code(files.grantDownload(MALLORY, download(GROUP, FILE))))
                .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
        assertThat(code(files.grantDownload(ALICE, download("g:other", FILE))))
                .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
        assertThat(code(files.grantUpload(
                        ALICE,
                        upload("a", 1, "").toBuilder()
                                .setConversation("nonsense")
                                .build())))
                .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
    }

    @Test
    void stopsGrantingAsSoonAsAMemberHasLeft() {
        group.put(ALICE, true);
        done(files.grantUpload(ALICE, upload("a", 1, "")));
        done(files.grantDownload(ALICE, download(GROUP, FILE)));

        standings.changed(group.put(ALICE, false));

        assertThat(code(files.grantUpload(ALICE, upload("a", 1, "")))).isEqualTo(ErrorCode.NOT_A_MEMBER);
        assertThat(code(files.grantDownload(ALICE, download(GROUP, FILE)))).isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
    }

    @Test
    void keepsADismissedGroupReadableAndTakesNoFilesForIt() {
        group.put(ALICE, true);
        standings.changed(group.dismiss());

        assertThat(code(files.grantUpload(ALICE, upload("a", 1, "")))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(done(files.grantDownload(ALICE, download(GROUP, FILE))).getUrl())
                .isNotEmpty();
    }

    @Test
    void refusesAFileAboveTheLimitAndOneWithoutBytes() {
        group.put(ALICE, true);

        assertThat(code(files.grantUpload(ALICE, upload("a", MAX + 1L, "")))).isEqualTo(ErrorCode.FILE_TOO_LARGE);
        assertThat(code(files.grantUpload(ALICE, upload("a", Long.MAX_VALUE, ""))))
                .isEqualTo(ErrorCode.FILE_TOO_LARGE);
        assertThat(field(files.grantUpload(ALICE, upload("a", 0, "")))).isEqualTo("size");
        assertThat(field(files.grantUpload(ALICE, upload("a", -1, "")))).isEqualTo("size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\0b", "\u001b[31m"})
    void refusesANameThatIsNoLineOfText(String name) {
        group.put(ALICE, true);

        assertThat(field(files.grantUpload(ALICE, upload(name, 1, "")))).isEqualTo("name");
        assertThat(field(files.grantUpload(ALICE, upload("x".repeat(256), 1, ""))))
                .isEqualTo("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"png", "image/", "/png", "image/png; charset=utf-8", "image/p\nng", "text/html\r\nX: y", "a/b/c"
            })
    void refusesATypeThatIsNone(String type) {
        group.put(ALICE, true);

        assertThat(field(files.grantUpload(ALICE, upload("a", 1, type)))).isEqualTo("type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "../../etc/passwd", "00112233445566778899AABBCCDDEEFF"})
    void refusesAFileIdThatIsNone(String file) {
        group.put(ALICE, true);

        assertThat(field(files.grantDownload(ALICE, download(GROUP, file)))).isEqualTo("file");
    }

    @Test
    void refusesLinksThatLiveTooLong() {
        assertThatThrownBy(() -> new FileOptions(key, 1, Duration.ofMinutes(1), Duration.ofMinutes(6)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static GrantUpload upload(String name, long size, String type) {
        return GrantUpload.newBuilder()
                .setConversation(GROUP)
                .setName(name)
                .setSize(size)
                .setType(type)
                .build();
    }

    private static GrantDownload download(String conversation, String file) {
        return GrantDownload.newBuilder()
                .setConversation(conversation)
                .setFile(file)
                .build();
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Done<T>(var value) -> value;
            case Refused<T>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private static <T> ErrorCode code(Outcome<T> outcome) {
        return switch (outcome) {
            case Done<T>(var value) -> throw new AssertionError(value);
            case Refused<T>(var refusal) -> refusal.code();
        };
    }

    private static <T> String field(Outcome<T> outcome) {
        return switch (outcome) {
            case Done<T>(var value) -> throw new AssertionError(value);
            case Refused<T>(var refusal) -> refusal.field();
        };
    }

    /// There are no users to look up.
    private static final class Nobody implements UserStore {
        @Override
        public Optional<StoredUser> byId(UserId id) {
            return Optional.empty();
        }

        @Override
        public Optional<StoredUser> byKey(long userKey) {
            return Optional.empty();
        }

        @Override
        public Optional<StoredUser> byName(String name) {
            return Optional.empty();
        }

        @Override
        public List<StoredUser> byIds(Collection<UserId> ids) {
            return List.of();
        }

        @Override
        public CompletableFuture<Outcome<StoredUser>> put(UserId id, Profile profile) {
            throw new UnsupportedOperationException("there is nobody");
        }
    }
}
