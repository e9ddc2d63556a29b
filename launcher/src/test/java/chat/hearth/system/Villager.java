package chat.hearth.system;

import chat.hearth.client.ClientListener;
import chat.hearth.client.ClientOptions;
import chat.hearth.client.HearthClient;
import chat.hearth.client.Status;
import chat.hearth.client.wire.Transport;
import chat.hearth.protocol.v1.Message;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/// A client in a process of its own, which says what it learns, a line each, and acknowledges what it was told, until
/// it is ended.
final class Villager {
    private record Held(String conversation, long seq) {}

    private Villager() {}

    /// Connects to a server with a token.
    public static void main(String... arguments) throws InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var held = new LinkedBlockingQueue<Held>();
        var teller = new ClientListener() {
            @Override
            public void onStatus(Status status) {
                out.println("status " + status.getClass().getSimpleName());
            }

            @Override
            public void onMessage(String conversation, Message message) {
                out.println("told " + message.getSeq() + " " + message.getBody().getText());
                held.add(new Held(conversation, message.getSeq()));
            }
        };
        var transport = Transport.start(1, Thread.ofPlatform().factory());
        var client = new HearthClient(transport, ClientOptions.of(URI.create(arguments[0]), arguments[1]), teller);
        var _ = client.connect();
        while (true) {
            var each = held.take();
            var _ = client.markDelivered(each.conversation, each.seq);
        }
    }
}
