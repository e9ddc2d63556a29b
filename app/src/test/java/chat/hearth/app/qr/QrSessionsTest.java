package chat.hearth.app.qr;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.app.fake.MutableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QrSessionsTest {
    private static final Duration NO_PATIENCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Asking ASKING = new Asking("Firefox", "d1", 5, "203.0.113.7");
    private static final Scanner ALICE = new Scanner("alice", "Alice", "");

    private final MutableClock clock = new MutableClock();
    private final QrSessions sessions = new QrSessions(clock, new SecureRandom());

    @Test
    void logsInTheBrowserThatAskedOnce() throws Exception {
        var shown = show("", "");
        assertThat(shown.state()).isEqualTo(QrState.CREATED);
        assertThat(shown.leftMs()).isEqualTo(QrSessions.LIFE.toMillis());
        assertThat(await(shown)).isEqualTo(new Awaited.NotScanned());

        assertThat(sessions.scan(shown.code(), ALICE)).contains(ASKING);
        assertThat(await(shown)).isEqualTo(new Awaited.Scanned(ALICE));
        assertThat(sessions.decide(shown.code(), "alice", true)).isTrue();

        assertThat(await(shown)).isEqualTo(new Awaited.Confirmed(ALICE, ASKING));
        assertThat(await(shown)).isEqualTo(new Awaited.Gone());
        assertThat(sessions.scan(shown.code(), ALICE)).isEmpty();
    }

    @Test
    void tellsTheBrowserOfARefusal() throws Exception {
        var shown = show("", "");
        sessions.scan(shown.code(), ALICE);

        assertThat(sessions.decide(shown.code(), "alice", false)).isTrue();

        assertThat(await(shown)).isEqualTo(new Awaited.Cancelled());
        assertThat(await(shown)).isEqualTo(new Awaited.Gone());
    }

    @Test
    void isWorthNothingWithoutTheCookieOfTheBrowserThatAsked() throws Exception {
        var shown = show("", "");
        var thief = show("", "");
        sessions.scan(shown.code(), ALICE);
        sessions.decide(shown.code(), "alice", true);

        for (var cookie : new String[] {"", "x", "é", thief.cookie(), shown.code()}) {
            assertThat(sessions.await(shown.code(), cookie, LONG)).isEqualTo(new Awaited.Gone());
        }
        assertThat(await(shown)).isInstanceOf(Awaited.Confirmed.class);
    }

    @Test
    void isDecidedOnceAndOnlyByTheAccountThatScanned() {
        var shown = show("", "");
        assertThat(sessions.decide(shown.code(), "alice", true)).isFalse();
        sessions.scan(shown.code(), ALICE);

        assertThat(sessions.scan(shown.code(), new Scanner("mallory", "M", ""))).isEmpty();
        assertThat(sessions.decide(shown.code(), "mallory", true)).isFalse();
        assertThat(sessions.decide(shown.code(), "alice", false)).isTrue();
        assertThat(sessions.decide(shown.code(), "alice", true)).isFalse();
    }

    @Test
    void wakesTheBrowserThatWaits() throws Exception {
        var shown = show("", "");
        var waiting = waiting(shown);

        sessions.scan(shown.code(), ALICE);
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(new Awaited.Scanned(ALICE));
        var again = waiting(shown);
        assertThat(again).isNotDone();
        sessions.decide(shown.code(), "alice", true);
        assertThat(again.get(20, TimeUnit.SECONDS)).isEqualTo(new Awaited.Confirmed(ALICE, ASKING));
    }

    @Test
    void repeatsThatItWasScannedWhenNothingElseHappens() throws Exception {
        var shown = show("", "");
        sessions.scan(shown.code(), ALICE);

        assertThat(await(shown)).isEqualTo(new Awaited.Scanned(ALICE));
        assertThat(await(shown)).isEqualTo(new Awaited.Scanned(ALICE));
    }

    @Test
    void letsOnlyTheNewestQuestionWait() throws Exception {
        var shown = show("", "");
        var first = waiting(shown);
        var second = waiting(shown);

        var done = CompletableFuture.anyOf(first, second).get(20, TimeUnit.SECONDS);
        assertThat(done).isEqualTo(new Awaited.NotScanned());
        assertThat(first.isDone()).isNotEqualTo(second.isDone());
        sessions.scan(shown.code(), ALICE);
        assertThat(CompletableFuture.allOf(first, second).thenApply(_ -> true).get(20, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void renewsACodeWithinTheSameSession() throws Exception {
        var shown = show("", "");
        clock.advance(Duration.ofSeconds(60));

        var renewed = show(shown.code(), shown.cookie());

        assertThat(renewed.code()).isNotEqualTo(shown.code());
        assertThat(renewed.cookie()).isEqualTo(shown.cookie());
        assertThat(renewed.leftMs()).isEqualTo(QrSessions.LIFE.toMillis() - 60_000);
        assertThat(sessions.scan(shown.code(), ALICE)).isEmpty();
        assertThat(await(shown)).isEqualTo(new Awaited.Gone());
        assertThat(sessions.scan(renewed.code(), ALICE)).contains(ASKING);
    }

    @Test
    void renewsOnlyForTheBrowserThatAsked() {
        var shown = show("", "");

        var other = show(shown.code(), "stolen");

        assertThat(other.cookie()).isNotEqualTo(shown.cookie()).isNotEqualTo("stolen");
        assertThat(sessions.scan(shown.code(), ALICE)).isPresent();
    }

    @Test
    void takesNoCodeThatWasNotRenewedInTime() throws Exception {
        var shown = show("", "");
        clock.advance(QrSessions.CODE_LIFE);

        assertThat(sessions.scan(shown.code(), ALICE)).isEmpty();
        assertThat(await(shown)).isEqualTo(new Awaited.NotScanned());
        var renewed = show(shown.code(), shown.cookie());
        assertThat(sessions.scan(renewed.code(), ALICE)).isPresent();
    }

    @Test
    void endsAfterFiveMinutesHoweverFarItCame() throws Exception {
        var shown = show("", "");
        sessions.scan(shown.code(), ALICE);
        clock.advance(QrSessions.LIFE);

        assertThat(sessions.decide(shown.code(), "alice", true)).isFalse();
        assertThat(await(shown)).isEqualTo(new Awaited.Gone());
    }

    @Test
    void givesTwoPagesOfOneBrowserASessionEach() throws Exception {
        var one = show("", "");
        var other = show("", one.cookie());

        assertThat(other.cookie()).isEqualTo(one.cookie());
        sessions.scan(other.code(), ALICE);
        assertThat(await(one)).isEqualTo(new Awaited.NotScanned());
        assertThat(await(other)).isEqualTo(new Awaited.Scanned(ALICE));
    }

    @Test
    void endsTheOldestSessionOfABrowserWithTooMany() throws Exception {
        var first = show("", "");
        for (int i = 0; i < QrSessions.MAX_PER_BROWSER; i++) {
            show("", first.cookie());
        }

        assertThat(await(first)).isEqualTo(new Awaited.Gone());
    }

    @Test
    void refusesMoreBrowsersThanItCanHoldUntilSomeAreOver() {
        for (int i = 0; i < QrSessions.MAX_SESSIONS; i++) {
            show("", "");
        }
        assertThat(sessions.show(ASKING, "", "")).isEmpty();

        clock.advance(QrSessions.LIFE);
        assertThat(sessions.show(ASKING, "", "")).isPresent();
    }

    @Test
    void answersEverybodyWhenItCloses() throws Exception {
        var shown = show("", "");
        var waiting = waiting(shown);

        sessions.close();

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(new Awaited.NotScanned());
        assertThat(sessions.show(ASKING, "", "")).isEmpty();
    }

    private Shown show(String oldCode, String cookie) {
        return sessions.show(ASKING, oldCode, cookie).orElseThrow();
    }

    private Awaited await(Shown shown) throws InterruptedException {
        return sessions.await(shown.code(), shown.cookie(), NO_PATIENCE);
    }

    private CompletableFuture<Awaited> waiting(Shown shown) {
        var answer = new CompletableFuture<Awaited>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(sessions.await(shown.code(), shown.cookie(), LONG));
            } catch (InterruptedException fault) {
                answer.completeExceptionally(fault);
            }
        });
        return answer;
    }
}
