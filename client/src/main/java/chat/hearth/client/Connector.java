package chat.hearth.client;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Dialer;
import chat.hearth.client.wire.Ending;
import chat.hearth.client.wire.Link;
import chat.hearth.client.wire.LinkEvents;
import chat.hearth.client.wire.Refusal;
import chat.hearth.client.wire.RouteOutcome;
import chat.hearth.client.wire.Router;
import chat.hearth.protocol.v1.Endpoint;
import chat.hearth.protocol.v1.GoAway;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.Welcome;
import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gets a connection and gets it again: `/route`, endpoints by turns, hello, welcome; then whatever the
/// catalogue says after an end. Every step carries the number of its attempt, so that what comes late from
/// an earlier one changes nothing.
final class Connector {
    /// The request id of hello; those after it belong to the session.
    static final int HELLO_ID = 1;

    /// Whose connection it is.
    interface Owner {
        /// The hello to send, small enough for a server that does not know this client yet.
        Hello hello(String ticket);

        void admitted(Link link, Welcome welcome);

        void received(ServerFrame frame);

        /// The connection that was admitted is gone.
        void lost();

        void stands(Status status);
    }

    private final ClientLoop loop;
    private final Dialer dialer;
    private final Router router;
    private final RandomGenerator random;
    private final Tokens tokens;
    private final Pace pace;
    private final Owner owner;
    private final Backoff backoff;
    private List<URI> endpoints = List.of();
    private String ticket = "";
    private @Nullable Link link;
    private ClientLoop.@Nullable Timer timer;
    private int attempt;
    private boolean isAdmitted;
    private boolean isStopped;

    Connector(ClientParts parts, Credentials credentials, Pace pace, Owner owner) {
        this.loop = parts.loop();
        this.dialer = parts.dialer();
        this.router = parts.router();
        this.random = parts.random();
        this.tokens = new Tokens(credentials);
        this.pace = pace;
        this.owner = owner;
        this.backoff = new Backoff(random);
    }

    Tokens tokens() {
        return tokens;
    }

    @Nullable Link link() {
        return link;
    }

    /// Starts an attempt at once, whatever was planned; harmless while connected.
    void connectNow() {
        if (link == null && !isStopped) {
            begin();
        }
    }

    /// The session caught up: the next trouble is a first one.
    void settled() {
        cancelTimer();
        backoff.reset();
    }

    /// A fresh reconnect ticket came.
    void ticket(String fresh) {
        ticket = fresh;
    }

    /// The server wants this client elsewhere, inside a window.
    void goAway(GoAway notice) {
        int mine = attempt;
        long min = notice.getMinMs();
        long delay = min + random.nextLong(Math.max(0, notice.getMaxMs() - min) + 1);
        loop.after(delay, () -> {
            if (mine == attempt && link != null) {
                link.close();
            }
        });
    }

    /// Ends for good.
    void stop(String reason) {
        if (!isStopped) {
            isStopped = true;
            attempt++;
            cancelTimer();
            var open = link;
            leave();
            if (open != null) {
                open.close();
            }
            owner.stands(new Status.Stopped(reason));
        }
    }

    private void begin() {
        attempt++;
        cancelTimer();
        owner.stands(new Status.Connecting());
        if (ticket.isEmpty() || endpoints.isEmpty()) {
            route(attempt);
        } else {
            dial(attempt, 0);
        }
    }

    private void route(int mine) {
        var _ = tokens.current()
                .whenCompleteAsync(
                        (token, failure) -> {
                            if (mine != attempt) {
                                return;
                            }
                            if (token == null) {
                                then(new NextStep.Again(0, "no token: " + failure));
                            } else {
                                router.route(token, outcome -> routed(mine, outcome));
                            }
                        },
                        loop);
    }

    private void routed(int mine, RouteOutcome outcome) {
        if (mine != attempt) {
            return;
        }
        switch (outcome) {
            case RouteOutcome.Routed(String _, List<URI> urls, String fresh) -> {
                endpoints = urls;
                ticket = fresh;
                dial(mine, 0);
            }
            case RouteOutcome.Refused(Refusal refusal) -> then(NextStep.after(refusal));
            case RouteOutcome.Unreachable(String cause) -> then(new NextStep.Again(0, cause));
        }
    }

    private void dial(int mine, int index) {
        dialer.dial(endpoints.get(index), new Attempt(mine, index));
    }

    private void then(NextStep step) {
        cancelTimer();
        switch (step) {
            case NextStep.Again(long delayMs, String reason) -> await(delayMs, reason);
            case NextStep.Reroute(long delayMs, String reason) -> {
                ticket = "";
                await(delayMs, reason);
            }
            case NextStep.Login(Refusal refusal) -> login(attempt, refusal);
            case NextStep.Stop(String reason) -> stop(reason);
        }
    }

    private void login(int mine, Refusal refusal) {
        ticket = "";
        var _ = tokens.renew(refusal.code())
                .whenCompleteAsync(
                        (isRenewed, failure) -> {
                            if (mine != attempt) {
                                return;
                            }
                            if (failure != null) {
                                await(0, "no new token: " + failure);
                            } else if (isRenewed) {
                                await(0, refusal.toString());
                            } else {
                                stop(refusal.toString());
                            }
                        },
                        loop);
    }

    private void await(long minDelayMs, String reason) {
        long delay = Math.max(minDelayMs, backoff.nextMs());
        int mine = ++attempt;
        owner.stands(new Status.Waiting(delay, reason));
        timer = loop.after(delay, () -> {
            if (mine == attempt) {
                begin();
            }
        });
    }

    private void leave() {
        link = null;
        if (isAdmitted) {
            isAdmitted = false;
            owner.lost();
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /// One socket, from the dial to its end.
    private final class Attempt implements LinkEvents {
        private final int mine;
        private final int index;
        private boolean hasGreeted;
        private boolean isLeaving;

        Attempt(int mine, int index) {
            this.mine = mine;
            this.index = index;
        }

        @Override
        public void opened(Link opened) {
            if (mine != attempt) {
                opened.close();
                return;
            }
            link = opened;
            hasGreeted = true;
            var hello = owner.hello(ticket);
            // A ticket is good for one hello, whatever becomes of it.
            ticket = "";
            timer = loop.after(pace.hello(), opened::cut);
            opened.send(Request.newBuilder().setId(HELLO_ID).setHello(hello).build());
        }

        @Override
        public void received(ServerFrame frame) {
            if (mine != attempt || isLeaving) {
                return;
            }
            if (isAdmitted) {
                owner.received(frame);
            } else if (frame.hasReply() && frame.getReply().getId() == HELLO_ID) {
                if (frame.getReply().hasWelcome()) {
                    welcomed(frame.getReply().getWelcome());
                } else {
                    refused(Refusal.of(frame.getReply().getError()));
                }
            }
        }

        private void welcomed(Welcome welcome) {
            var reconnect = welcome.getReconnect();
            ticket = reconnect.getTicket();
            if (reconnect.getEndpointsCount() > 0) {
                endpoints = reconnect.getEndpointsList().stream()
                        .map(Endpoint::getUrl)
                        .map(URI::create)
                        .toList();
            }
            backoff.spread(reconnect.getSpreadMs());
            var welcoming = link;
            if (welcoming != null) {
                isAdmitted = true;
                owner.admitted(welcoming, welcome);
            }
        }

        private void refused(Refusal refusal) {
            isLeaving = true;
            var refusing = link;
            leave();
            if (refusing != null) {
                refusing.close();
            }
            then(NextStep.after(refusal));
        }

        @Override
        public void ended(Ending why) {
            if (mine != attempt || isLeaving) {
                return;
            }
            if (!hasGreeted && index + 1 < endpoints.size()) {
                dial(mine, index + 1);
                return;
            }
            if (!hasGreeted) {
                // All of them are dead: perhaps /route knows others.
                ticket = "";
            }
            isLeaving = true;
            leave();
            if (why instanceof Ending.Left) {
                // Asked to move: the window's jitter has been waited for already.
                begin();
            } else {
                then(NextStep.after(why));
            }
        }
    }
}
