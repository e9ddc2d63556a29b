package chat.hearth.client;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Have;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Request;
import java.util.List;

/// Makes hello: as much of what is held as fits into the first frame.
record Greeting(Encoding encoding, String client) {
    /// How many positions the protocol allows.
    static final int MAX_HAVES = 256;
    /// Before hello a server reads no larger frame.
    static final int MAX_BYTES = 4096;

    Hello hello(String ticket, String cursor, List<Have> haves) {
        int count = Math.min(MAX_HAVES, haves.size());
        while (true) {
            var hello = Hello.newBuilder()
                    .setTicket(ticket)
                    .setCursor(cursor)
                    .setClient(client)
                    .addAllHave(haves.subList(0, count))
                    .build();
            if (count == 0 || size(hello) <= MAX_BYTES) {
                return hello;
            }
            count = count * 3 / 4;
        }
    }

    private int size(Hello hello) {
        return encoding.encode(Request.newBuilder()
                        .setId(Connector.HELLO_ID)
                        .setHello(hello)
                        .build())
                .length;
    }
}
