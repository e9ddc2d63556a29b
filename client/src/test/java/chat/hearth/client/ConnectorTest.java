package chat.hearth.client;

import static chat.hearth.client.SimulatedClient.TALK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.client.fake.FakeLoop;
import chat.hearth.client.fake.TinyChat;
import chat.hearth.client.wire.RouteOutcome;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.GoAway;
import chat.hearth.protocol.v1.ServerFrame;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectorTest {
    private static final URI ONE = URI.create("ws://one/ws");
    private static final URI TWO = URI.create("ws://two/ws");

    private final SimulatedClient alice = new SimulatedClient("alice");

    private Status last() {
        return alice.told.statuses.getLast();
    }

    @Test
    void connectsThroughRouteAndHello() {
        alice.connected();
        assertThat(alice.router.asked).containsExactly("token-alice");
        assertThat(alice.chat.hellos).hasSize(1);
        assertThat(alice.chat.hellos.getFirst().getCursor()).isEmpty();
        assertThat(last()).isInstanceOf(Status.Live.class);
        assertThat(alice.client.connect()).isCompleted();
    }

    @Test
    void comesBackWithTheReconnectTicketAndItsCursorWithoutAskingRoute() {
        alice.connected();
        alice.chat.post(TALK, "bob", "one");
        alice.chat.peers("alice").forEach(alice.chat::checkpoint);
        alice.loop.run();
        alice.dialer.cut();
        alice.settle();
        assertThat(alice.router.asked).hasSize(1);
        var hello = alice.chat.hellos.getLast();
        assertThat(hello.getCursor()).isNotEmpty();
        assertThat(hello.getHaveList()).singleElement().satisfies(have -> {
            assertThat(have.getConversation()).isEqualTo(TALK);
            assertThat(have.getChange()).isEqualTo(1);
        });
    }

    @Test
    void theFirstRetryStaysInsideTheSpread() {
        alice.chat.spreadMs = 2_000;
        alice.connected();
        alice.dialer.cut();
        alice.loop.run();
        assertThat(alice.told.waits())
                .singleElement()
                .satisfies(delay -> assertThat(delay).isBetween(0L, 2_000L));
    }

    @Test
    void triesTheNextEndpointAtOnceWhenOneIsDead() {
        alice.router.endpoints = List.of(ONE, TWO);
        alice.dialer.dead.add(ONE);
        alice.connected();
        assertThat(alice.dialer.dialled).containsExactly(ONE, TWO);
        assertThat(alice.told.waits()).isEmpty();
        assertThat(last()).isInstanceOf(Status.Live.class);
    }

    @Test
    void asksRouteAgainWhenEveryEndpointIsDead() {
        alice.connected();
        alice.dialer.dead.add(ONE);
        alice.router.endpoints = List.of(TWO);
        alice.dialer.cut();
        alice.settle();
        assertThat(alice.router.asked).hasSize(2);
        assertThat(alice.dialer.dialled).containsExactly(ONE, ONE, TWO);
        assertThat(last()).isInstanceOf(Status.Live.class);
    }

    @Test
    void keepsTryingWithGrowingWaitsWhileNobodyAnswers() {
        IntStream.range(0, 12).forEach(_ -> alice.router.answers.add(new RouteOutcome.Unreachable("down")));
        alice.connected();
        alice.loop.advance(12 * 30_000);
        assertThat(alice.told.waits()).hasSize(12).allMatch(delay -> delay <= 30_000);
        assertThat(last()).isInstanceOf(Status.Live.class);
    }

    @Test
    void aRefusedTicketLeadsBackToRoute() {
        alice.connected();
        alice.chat.helloRefusals.add(ErrorCode.TICKET_USED);
        alice.dialer.cut();
        alice.settle();
        assertThat(alice.router.asked).hasSize(2);
        assertThat(last()).isInstanceOf(Status.Live.class);
    }

    @Test
    void aDisabledUserStops() {
        alice.chat.helloRefusals.add(ErrorCode.USER_DISABLED);
        alice.connected();
        assertThat(last()).isInstanceOf(Status.Stopped.class);
        assertThatThrownBy(() -> alice.client.connect().join()).hasCauseInstanceOf(ClientStopped.class);
        alice.settle();
        assertThat(alice.chat.hellos).hasSize(1);
    }

    @Test
    void closeCodesAreHandledByTheirTraits() {
        alice.connected();
        alice.chat.peers("alice").forEach(peer -> peer.close(CloseCode.SLOW_CONSUMER_VALUE));
        alice.loop.run();
        assertThat(alice.told.waits())
                .singleElement()
                .satisfies(delay -> assertThat(delay).isGreaterThanOrEqualTo(1_000));
        alice.settle();
        assertThat(last()).isInstanceOf(Status.Live.class);
        alice.chat.peers("alice").forEach(peer -> peer.close(CloseCode.SESSION_REPLACED_VALUE));
        alice.settle();
        assertThat(last()).isInstanceOf(Status.Stopped.class);
    }

    @Test
    void anExpiredTokenIsReplacedByTheCredentials() {
        var renewing = new Credentials() {
            @Override
            public CompletionStage<String> token() {
                return CompletableFuture.completedFuture("token-old");
            }

            @Override
            public CompletionStage<Optional<String>> renewed(ErrorCode why) {
                return CompletableFuture.completedFuture(Optional.of("token-alice"));
            }
        };
        var client = new SimulatedClient(
                "alice", new FakeLoop(), new TinyChat(), options -> options.with((Credentials) renewing));
        client.router.refuseNext(ErrorCode.TOKEN_EXPIRED);
        client.connected().settle();
        assertThat(client.router.asked).containsExactly("token-old", "token-alice");
        assertThat(client.told.statuses.getLast()).isInstanceOf(Status.Live.class);
    }

    @Test
    void anExpiredTokenWithoutAnotherStops() {
        alice.router.refuseNext(ErrorCode.TOKEN_EXPIRED);
        alice.connected();
        assertThat(last()).isInstanceOf(Status.Stopped.class);
    }

    @Test
    void movesInsideTheWindowWhenAskedTo() {
        alice.connected();
        var goAway = ServerFrame.newBuilder()
                .setGoAway(GoAway.newBuilder().setMinMs(1_000).setMaxMs(5_000))
                .build();
        alice.chat.peers("alice").forEach(peer -> peer.push(goAway));
        alice.loop.advance(999);
        assertThat(alice.chat.hellos).hasSize(1);
        alice.loop.advance(4_001);
        assertThat(alice.chat.hellos).hasSize(2);
        assertThat(alice.told.waits()).isEmpty();
        assertThat(last()).isInstanceOf(Status.Live.class);
    }

    @Test
    void aSilentConnectionIsNoticedAndReplacedWithinThirtySeconds() {
        alice.connected();
        alice.dialer.isSilent = true;
        alice.loop.advance(25_001);
        assertThat(last()).isNotInstanceOf(Status.Live.class);
        alice.dialer.isSilent = false;
        alice.settle();
        assertThat(last()).isInstanceOf(Status.Live.class);
    }

    @Test
    void wakingAsksAtOnceWhetherTheConnectionLives() {
        alice.connected();
        alice.client.wake();
        alice.loop.run();
        assertThat(alice.chat.requests).anyMatch(request -> request.hasPing());
    }

    @Test
    void wakingWhileWaitingConnectsAtOnce() {
        alice.connected();
        alice.chat.spreadMs = 30_000;
        alice.dialer.cut();
        alice.client.wake();
        alice.loop.run();
        assertThat(last()).isInstanceOf(Status.Live.class);
    }

    @Test
    void aWelcomeThatNeverComesIsNotWaitedForForEver() {
        alice.dialer.isSilent = true;
        alice.connected();
        alice.loop.advance(30_001);
        alice.dialer.isSilent = false;
        alice.settle();
        assertThat(last()).isInstanceOf(Status.Live.class);
    }

    @Test
    void nothingRunsOnAfterClose() {
        alice.connected();
        alice.client.close();
        alice.settle();
        assertThat(alice.chat.connected()).isZero();
        assertThat(alice.loop.timers()).isZero();
        assertThat(last()).isInstanceOf(Status.Stopped.class);
    }
}
