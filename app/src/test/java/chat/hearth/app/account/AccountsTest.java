package chat.hearth.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.app.AppCode;
import chat.hearth.app.AppOutcome;
import chat.hearth.app.database.AppDatabase;
import chat.hearth.app.fake.CountedHash;
import chat.hearth.app.fake.FakeImNode;
import chat.hearth.app.fake.MutableClock;
import chat.hearth.app.im.ImNodeFailed;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static final String PASSWORD = "correct horse";
    private static final DeviceId DEVICE = new DeviceId("d1");

    private final Path file;
    private final FakeImNode im = new FakeImNode();
    private final CountedHash hash = new CountedHash();
    private final MutableClock clock = new MutableClock();
    private AppDatabase database;
    private Accounts accounts;

    AccountsTest(@TempDir Path folder) {
        file = folder.resolve("app.db");
        database = AppDatabase.open(file);
        accounts = new Accounts(database, hash, im, clock, new SecureRandom());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void makesAnAccountAndItsUserOnTheNode() {
        var account = done(accounts.register("爱丽丝", PASSWORD, "  Alice 👩‍👩‍👧  "));

        assertThat(account.name()).isEqualTo("爱丽丝");
        assertThat(account.displayName()).isEqualTo("Alice 👩‍👩‍👧");
        assertThat(im.usersById.get(account.userId())).isEqualTo(new FakeImNode.User("爱丽丝", "Alice 👩‍👩‍👧"));
        assertThat(done(accounts.register("bob", PASSWORD, "")).displayName()).isEqualTo("bob");
    }

    @Test
    void logsInWithTheRightPasswordAfterARestartToo() {
        var account = done(accounts.register("Alice", PASSWORD, ""));
        database.close();
        database = AppDatabase.open(file);
        accounts = new Accounts(database, hash, im, clock, new SecureRandom());

        assertThat(done(accounts.logIn(" alice ", PASSWORD))).isEqualTo(account);
        assertThat(code(accounts.logIn("alice", "Correct horse"))).isEqualTo(AppCode.WRONG_PASSWORD);
    }

    @Test
    void doesTheSameWorkForAnUnknownNameAsForAWrongPassword() {
        done(accounts.register("alice", PASSWORD, ""));

        int before = hash.runs.get();
        var wrong = accounts.logIn("alice", "not this one");
        int forWrong = hash.runs.get() - before;
        before = hash.runs.get();
        var unknown = accounts.logIn("nobody", "not this one");
        int forUnknown = hash.runs.get() - before;

        assertThat(unknown).isEqualTo(wrong).isEqualTo(new AppOutcome.Refused<Account>(AppCode.WRONG_PASSWORD));
        assertThat(forUnknown).isEqualTo(forWrong).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "nobody"})
    void letsANameRestAfterTooManyFailuresWhetherItExistsOrNot(String name) {
        done(accounts.register("alice", PASSWORD, ""));
        for (int i = 0; i <= Failures.MAX_FAILURES; i++) {
            assertThat(code(accounts.logIn(name, "wrong " + i))).isEqualTo(AppCode.WRONG_PASSWORD);
        }
        int runs = hash.runs.get();

        assertThat(code(accounts.logIn(name, PASSWORD))).isEqualTo(AppCode.TOO_MANY_FAILURES);
        assertThat(hash.runs).hasValue(runs);

        clock.advance(Failures.REST);
        assertThat(code(accounts.logIn(name, "wrong"))).isEqualTo(AppCode.WRONG_PASSWORD);
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        done(accounts.register("alice", PASSWORD, ""));
        for (int i = 0; i < 20; i++) {
            assertThat(code(accounts.logIn("alice", "wrong"))).isEqualTo(AppCode.WRONG_PASSWORD);
            done(accounts.logIn("ALICE", PASSWORD));
        }
    }

    @Test
    void triesNoMorePasswordsOfManyAtOnceThanOneAfterTheOther() {
        done(accounts.register("alice", PASSWORD, ""));
        int before = hash.runs.get();

        var attempts = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> code(accounts.logIn("alice", "guess " + i))))
                .toList();
        var codes = attempts.stream().map(CompletableFuture::join).toList();

        assertThat(hash.runs.get() - before).isEqualTo(Failures.MAX_FAILURES + 1);
        assertThat(Collections.frequency(codes, AppCode.TOO_MANY_FAILURES)).isEqualTo(50 - Failures.MAX_FAILURES - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", "ａｌｉｃｅ", " alice "})
    void givesANameOnlyOnceWhateverItsCaseAndWidth(String again) {
        done(accounts.register("Alice", PASSWORD, ""));

        assertThat(code(accounts.register(again, PASSWORD, ""))).isEqualTo(AppCode.NAME_TAKEN);
        assertThat(im.usersById).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Root", "ＡＤＭＩＮ", "hearth"})
    void keepsReservedNamesForOperators(String name) {
        assertThat(code(accounts.register(name, PASSWORD, ""))).isEqualTo(AppCode.NAME_TAKEN);

        assertThat(done(accounts.add(name, PASSWORD, "", true)).isAdmin()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a b",
                "<b>x</b>",
                "a/b",
                "a\u0000b",
                "a\u202eb",
                "\u0301\u0301",
                "..",
                "-x",
                "a\nb",
                "a@b",
                "😀😀",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void refusesWhatIsNoName(String name) {
        assertThat(code(accounts.register(name, PASSWORD, ""))).isEqualTo(AppCode.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u202eb", "a\nb", "a\u0000b", "\u200d\u200d", "\u3164", "x\ud800", "a\u2028b", "\u2066a"})
    void refusesADisplayNameThatIsNotOneVisibleLine(String shown) {
        assertThat(code(accounts.register("alice", PASSWORD, shown))).isEqualTo(AppCode.INVALID);
        assertThat(code(accounts.register("alice", PASSWORD, "x".repeat(65)))).isEqualTo(AppCode.INVALID);
    }

    @Test
    void keepsADisplayNameOfMarkupAsItIs() {
        var hostile = "<img src=x onerror=alert(1)>";
        assertThat(done(accounts.register("alice", PASSWORD, hostile)).displayName())
                .isEqualTo(hostile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "aaaaaaaaaa", "abababab", "bob.the.builder", "BOB.the.builder"})
    void refusesAWeakPassword(String password) {
        assertThat(code(accounts.register("bob.the.builder", password, ""))).isEqualTo(AppCode.PASSWORD_TOO_WEAK);
        assertThat(code(accounts.register("bob", "ab1".repeat(100), ""))).isEqualTo(AppCode.PASSWORD_TOO_WEAK);
    }

    @Test
    void refusesAnEndlessPasswordWithoutHashingIt() {
        int runs = hash.runs.get();

        assertThat(code(accounts.logIn("alice", "x".repeat(10_000)))).isEqualTo(AppCode.WRONG_PASSWORD);
        assertThat(hash.runs).hasValue(runs);
    }

    @Test
    void takesAnAccountBackThatTheNodeDidNotTake() {
        im.isAway = true;
        assertThatThrownBy(() -> accounts.register("alice", PASSWORD, "")).isInstanceOf(ImNodeFailed.class);
        im.isAway = false;
        im.usersById.put(new UserId("other"), new FakeImNode.User("alice", "Another"));
        assertThat(code(accounts.register("alice", PASSWORD, ""))).isEqualTo(AppCode.NAME_TAKEN);

        im.usersById.clear();
        done(accounts.register("alice", PASSWORD, ""));
    }

    @Test
    void makesAUserAgainThatTheNodeLost() {
        var account = done(accounts.register("alice", PASSWORD, ""));
        im.usersById.clear();

        assertThat(accounts.imToken(account, DEVICE, 5)).isEqualTo(im.tokensByDevice.get(DEVICE));
        assertThat(im.usersById).containsKey(account.userId());

        im.usersById.clear();
        im.usersById.put(new UserId("other"), new FakeImNode.User("alice", "Another"));
        assertThatThrownBy(() -> accounts.imToken(account, DEVICE, 5))
                .isInstanceOf(ImNodeFailed.class)
                .hasMessageContaining("another user called alice");
    }

    @Test
    void letsNobodyLogInWithADisabledAccountUntilItIsReset() {
        var account = done(accounts.register("alice", PASSWORD, ""));

        assertThat(done(accounts.disable("ALICE")).isDisabled()).isTrue();
        assertThat(code(accounts.logIn("alice", PASSWORD))).isEqualTo(AppCode.USER_FORBIDDEN);
        assertThat(code(accounts.logIn("alice", "wrong"))).isEqualTo(AppCode.WRONG_PASSWORD);
        assertThat(accounts.named("alice")).isEmpty();

        assertThat(code(accounts.reset("alice", "weak"))).isEqualTo(AppCode.PASSWORD_TOO_WEAK);
        done(accounts.reset("alice", "another horse"));
        assertThat(done(accounts.logIn("alice", "another horse"))).isEqualTo(account);
        assertThat(code(accounts.logIn("alice", PASSWORD))).isEqualTo(AppCode.WRONG_PASSWORD);
        assertThat(code(accounts.disable("nobody"))).isEqualTo(AppCode.NOT_FOUND);
        assertThat(code(accounts.reset("nobody", PASSWORD))).isEqualTo(AppCode.NOT_FOUND);
    }

    @Test
    void endsTheRestOfANameWhosePasswordIsReset() {
        done(accounts.register("alice", PASSWORD, ""));
        for (int i = 0; i <= Failures.MAX_FAILURES; i++) {
            accounts.logIn("alice", "wrong");
        }

        done(accounts.reset("alice", "another horse"));

        done(accounts.logIn("alice", "another horse"));
    }

    @Test
    void listsAccountsInTheOrderOfTheirMaking() {
        var alice = done(accounts.register("zoe", PASSWORD, ""));
        clock.advance(Duration.ofSeconds(1));
        var bob = done(accounts.add("admin", PASSWORD, "", true));

        assertThat(accounts.list(0)).containsExactly(alice, bob);
        assertThat(accounts.list(alice.key())).containsExactly(bob);
        assertThat(accounts.list(bob.key())).isEmpty();
    }

    private static <T> T done(AppOutcome<T> outcome) {
        return switch (outcome) {
            case AppOutcome.Done<T>(var value) -> value;
            case AppOutcome.Refused<T> refused -> throw new AssertionError(refused);
        };
    }

    private static <T> AppCode code(AppOutcome<T> outcome) {
        return switch (outcome) {
            case AppOutcome.Done<T> done -> throw new AssertionError(done);
            case AppOutcome.Refused<T> refused -> refused.code();
        };
    }
}
