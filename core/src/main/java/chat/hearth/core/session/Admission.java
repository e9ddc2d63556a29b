package chat.hearth.core.session;

import chat.hearth.core.delivery.Outbox;
import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.message.SendRate;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Hello;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Lets devices in: a token buys a ticket, a ticket buys one session.
///
/// A ticket is redeemed by one conditional update of the device's row, so it works once, on any node, and not
/// after the device was revoked, without a table of tickets.
public final class Admission {
    /// A ticket as /route answers it. Its text hides the ticket.
    public record Issued(String ticket, int expiresInS) {
        @Override
        public String toString() {
            return "Issued[ticket=***, expiresInS=" + expiresInS + "]";
        }
    }

    private final Environment environment;
    private final Tokens tokens;
    private final DeviceStore devices;
    private final Sealer sealer;
    private final SessionOptions options;
    private final InstantSource clock;
    private final AtomicLong sessions = new AtomicLong();

    public Admission(
            Environment environment,
            Tokens tokens,
            DeviceStore devices,
            Sealer sealer,
            SessionOptions options,
            InstantSource clock) {
        this.environment = environment;
        this.tokens = tokens;
        this.devices = devices;
        this.sealer = sealer;
        this.options = options;
        this.clock = clock;
    }

    /// A ticket for the bearer of an IM token.
    ///
    /// @param origin the page's origin; empty = not a browser
    public Outcome<Issued> route(String token, String origin) {
        return tokens.check(token).map(bearer -> {
            var life = options.ticketLife();
            var ticket = new Ticket(
                    environment.id(),
                    bearer.caller(),
                    bearer.device().key(),
                    bearer.device().id(),
                    origin,
                    bearer.device().ticketNo() + 1,
                    clock.millis() + life.toMillis());
            return new Issued(ticket.seal(sealer), (int) life.toSeconds());
        });
    }

    /// A session for the bearer of a ticket. Blocks until the ticket is redeemed on disk.
    ///
    /// @param origin the page's origin; must be the one the ticket was issued to
    public Outcome<Session> admit(Hello hello, String origin, Outbox outbox) {
        var opened = Ticket.open(sealer, hello.getTicket())
                .filter(ticket -> ticket.environment().equals(environment.id()));
        if (opened.isEmpty()) {
            return Outcome.refused(ErrorCode.TICKET_INVALID);
        }
        var ticket = opened.get();
        if (!ticket.origin().equals(origin)) {
            return Outcome.refused(ErrorCode.ORIGIN_REFUSED);
        }
        if (ticket.expiresAtMs() <= clock.millis()) {
            return Outcome.refused(ErrorCode.TICKET_EXPIRED);
        }
        return devices.redeem(ticket.device(), ticket.number()).join()
                ? Outcome.done(session(ticket, outbox))
                : Outcome.refused(ErrorCode.TICKET_USED);
    }

    /// A ticket with which the session's device may come back without /route.
    public String reconnectTicket(Session session) {
        return new Ticket(
                        environment.id(),
                        session.caller(),
                        session.device(),
                        session.deviceId(),
                        session.origin(),
                        session.ticketNo() + 1,
                        clock.millis() + options.reconnectTicketLife().toMillis())
                .seal(sealer);
    }

    /// Whether the session's device has been logged out meanwhile. Blocks.
    boolean isRevoked(Session session) {
        return devices.byKey(session.device()).filter(Device::isRevoked).isPresent();
    }

    /// How long a reconnect ticket lasts.
    Duration reconnectTicketLife() {
        return options.reconnectTicketLife();
    }

    private Session session(Ticket ticket, Outbox outbox) {
        return new Session(
                Long.toString(sessions.incrementAndGet(), Character.MAX_RADIX) + "-" + ticket.deviceId(),
                ticket.caller(),
                ticket.device(),
                ticket.deviceId(),
                ticket.origin(),
                ticket.number(),
                new Subscriber(ticket.caller().key(), outbox),
                new SendRate(options.sendsPer5s(), clock));
    }
}
