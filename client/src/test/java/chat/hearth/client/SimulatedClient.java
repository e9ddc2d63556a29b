package chat.hearth.client;

import chat.hearth.client.fake.FakeDialer;
import chat.hearth.client.fake.FakeLoop;
import chat.hearth.client.fake.FakeRouter;
import chat.hearth.client.fake.Recorder;
import chat.hearth.client.fake.TinyChat;
import chat.hearth.client.wire.Tap;
import chat.hearth.client.wire.TappedDialer;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// A whole client on a fake loop, wire and server.
final class SimulatedClient {
    static final String TALK = "d:alice:bob";
    static final URI SERVER = URI.create("http://hearth.test");

    final FakeLoop loop;
    final TinyChat chat;
    final FakeDialer dialer;
    final FakeRouter router;
    final Recorder told = new Recorder();
    final HearthClient client;

    SimulatedClient(String user) {
        this(user, new FakeLoop(), new TinyChat(), UnaryOperator.identity());
    }

    SimulatedClient(String user, FakeLoop loop, TinyChat chat, UnaryOperator<ClientOptions> change) {
        this.loop = loop;
        this.chat = chat;
        this.dialer = new FakeDialer(loop, chat);
        this.router = new FakeRouter(loop);
        var options = change.apply(ClientOptions.of(SERVER, "token-" + user));
        Tap tap = options.behaviour().tap();
        this.client = new HearthClient(
                new ClientParts(loop, new TappedDialer(dialer, tap), router, new SplittableRandom(7)), options, told);
    }

    SimulatedClient connected() {
        var _ = client.connect();
        loop.run();
        return this;
    }

    /// Lets every wait pass.
    void settle() {
        loop.advance(60_000);
    }
}
