package chat.hearth.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.app.AppOutcome;
import chat.hearth.app.account.Account;
import chat.hearth.app.account.Accounts;
import chat.hearth.app.database.AppDatabase;
import chat.hearth.app.fake.CountedHash;
import chat.hearth.app.fake.FakeImNode;
import chat.hearth.app.fake.MutableClock;
import chat.hearth.protocol.id.DeviceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppSessionsTest {
    private static final DeviceId DEVICE = new DeviceId("d1");

    private final Path folder;
    private final MutableClock clock = new MutableClock();
    private final AppDatabase database;
    private final Accounts accounts;
    private final AppSessions sessions;
    private final Account alice;

    AppSessionsTest(@TempDir Path folder) {
        this.folder = folder;
        database = AppDatabase.open(folder.resolve("app.db"));
        accounts = new Accounts(database, new CountedHash(), new FakeImNode(), clock, new SecureRandom());
        sessions = new AppSessions(database, clock, new SecureRandom());
        alice = account("alice");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void knowsWhoseATokenIsAndKeepsOnlyItsHash() throws IOException {
        var token = sessions.open(alice, DEVICE, 5);

        assertThat(sessions.of(token)).contains(new AppSessions.AppSession(alice, DEVICE, 5));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(token);
            }
        }
    }

    @Test
    void knowsNobodyByAnotherToken() {
        sessions.open(alice, DEVICE, 5);

        assertThat(sessions.of("")).isEmpty();
        assertThat(sessions.of("A".repeat(43))).isEmpty();
        assertThat(sessions.of("é".repeat(43))).isEmpty();
        assertThat(sessions.of("A".repeat(100_000))).isEmpty();
    }

    @Test
    void endsAtLogOut() {
        var token = sessions.open(alice, DEVICE, 5);
        var other = sessions.open(alice, DEVICE, 5);

        sessions.close(token);

        assertThat(sessions.of(token)).isEmpty();
        assertThat(sessions.of(other)).isPresent();
    }

    @Test
    void livesAsLongAsItIsUsed() {
        var used = sessions.open(alice, DEVICE, 5);
        var unused = sessions.open(alice, DEVICE, 5);
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofDays(10));
            assertThat(sessions.of(used)).isPresent();
        }

        assertThat(sessions.of(unused)).isEmpty();
        clock.advance(AppSessions.LIFE);
        assertThat(sessions.of(used)).isEmpty();
    }

    @Test
    void endsTheOldestOfTooMany() {
        var first = sessions.open(alice, DEVICE, 5);
        clock.advance(Duration.ofSeconds(1));
        var second = sessions.open(alice, DEVICE, 5);
        clock.advance(Duration.ofSeconds(1));
        var others = sessions.open(account("bob"), DEVICE, 5);
        for (int i = 0; i < AppSessions.MAX_PER_ACCOUNT - 1; i++) {
            sessions.open(alice, DEVICE, 5);
        }

        assertThat(sessions.of(first)).isEmpty();
        assertThat(sessions.of(second)).isPresent();
        assertThat(sessions.of(others)).isPresent();
    }

    @Test
    void endsWithItsAccountOrItsPassword() {
        var token = sessions.open(alice, DEVICE, 5);
        accounts.disable("alice");
        assertThat(sessions.of(token)).isEmpty();

        var bob = account("bob");
        var old = sessions.open(bob, DEVICE, 5);
        accounts.reset("bob", "another horse");
        assertThat(sessions.of(old)).isEmpty();
    }

    private Account account(String name) {
        return switch (accounts.register(name, "correct horse", "")) {
            case AppOutcome.Done<Account>(var made) -> made;
            case AppOutcome.Refused<Account> refused -> throw new AssertionError(refused);
        };
    }
}
