package chat.hearth.system;

import chat.hearth.client.BlockingClient;
import chat.hearth.client.ClientOptions;
import chat.hearth.client.HearthClient;
import chat.hearth.client.wire.Tap;
import chat.hearth.client.wire.Transport;
import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.CreateGroup;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Request;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A user with one connected device, and everything it was told.
record Person(String userId, HearthClient client, Collector told) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 200;

    /// Connects with a token.
    static Person connect(Transport transport, URI server, String userId, String token, Encoding encoding) {
        return connect(transport, server, userId, token, encoding, Tap.OPEN);
    }

    /// Connects with a token, every frame seen by `tap`.
    static Person connect(Transport transport, URI server, String userId, String token, Encoding encoding, Tap tap) {
        var told = new Collector();
        var options = ClientOptions.of(server, token).in(encoding).tappedBy(tap);
        var client = new HearthClient(transport, options, told);
        var person = new Person(userId, client, told);
        person.blocking().connect();
        return person;
    }

    /// For code that waits.
    BlockingClient blocking() {
        return new BlockingClient(client, PATIENCE);
    }

    /// Makes a group of this person and the others; the answer is its conversation.
    String createGroup(String name, List<Person> others) {
        var request = CreateGroup.newBuilder()
                .setCid(Cid.of(System.currentTimeMillis(), 1, name.hashCode()).toString())
                .setName(name)
                .addAllMembers(others.stream().map(Person::userId).toList());
        return blocking()
                .request(Request.newBuilder().setCreateGroup(request))
                .getConversation()
                .getConversation();
    }

    /// The whole timeline as the server tells it now, oldest first.
    List<Message> history(String conversation) {
        var all = new ArrayList<Message>();
        boolean hasMore = true;
        while (hasMore) {
            long from = all.isEmpty() ? 0 : all.getLast().getSeq() + 1;
            var page = client.history(FetchHistory.newBuilder()
                            .setConversation(conversation)
                            .setFromSeq(from)
                            .setLimit(PAGE)
                            .setOldestFirst(true)
                            .build())
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            all.addAll(page.getMessagesList());
            hasMore = page.getMore();
        }
        return all;
    }

    @Override
    public void close() {
        client.close();
    }
}
