package chat.hearth.client;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Dialer;
import chat.hearth.client.wire.Router;
import java.util.random.RandomGenerator;

/// What a client does not make itself, so that tests can bring their own clock, dice and wire.
public record ClientParts(ClientLoop loop, Dialer dialer, Router router, RandomGenerator random) {}
