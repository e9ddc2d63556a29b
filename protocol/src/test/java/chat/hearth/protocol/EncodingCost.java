package chat.hearth.protocol;

import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ConversationChange;
import chat.hearth.protocol.v1.Event;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.ServerFrame;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/// Measures what reading and writing one frame costs on this machine, in both encodings.
///
/// One thread; the median and the best of some rounds after a warm-up. For orders of magnitude, not for
/// comparing releases.
final class EncodingCost {
    private static final int WARM_UP = 200_000;
    private static final int PER_ROUND = 100_000;
    private static final int ROUNDS = 9;
    private static final Body BODY = Body.newBuilder()
            .setKind(1)
            .setText("Shall we meet at nine in the small room? I bring the figures.")
            .build();
    private static final Request SEND = Request.newBuilder()
            .setId(7)
            .setSend(Send.newBuilder()
                    .setConversation("g:3f9c1a7be204d8e6510b")
                    .setCid("019e7044-b839-79f7-af79-70264164d839")
                    .setBody(BODY))
            .build();
    private static final ServerFrame EVENT = ServerFrame.newBuilder()
            .setEvent(Event.newBuilder()
                    .setConversation(ConversationChange.newBuilder()
                            .setConversation("g:3f9c1a7be204d8e6510b")
                            .setChange(4711)
                            .setMessage(chat.hearth.protocol.v1.Message.newBuilder()
                                    .setMessageId(123_456_789)
                                    .setSeq(4700)
                                    .setChange(4711)
                                    .setCounted(4690)
                                    .setSender("alice")
                                    .setSentAtMs(1_780_000_012_345L)
                                    .setBody(BODY))))
            .build();

    /// Where results go, so that no work is found to be useless.
    private static volatile Object sink = "";

    private EncodingCost() {}

    public static void main(String[] arguments) {
        IO.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        for (var encoding : Encoding.values()) {
            var send = encoding.encode(SEND);
            var event = encoding.encode(EVENT);
            report(encoding + " write send", send.length, () -> encoding.encode(SEND));
            report(encoding + " read send", send.length, () -> encoding.decodeRequest(send));
            report(encoding + " write event", event.length, () -> encoding.encode(EVENT));
            report(encoding + " read event", event.length, () -> encoding.decodeServerFrame(event));
        }
    }

    private static void report(String what, int bytes, Supplier<Object> work) {
        repeat(work, WARM_UP);
        var nanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            repeat(work, PER_ROUND);
            nanos[round] = (System.nanoTime() - start) / (double) PER_ROUND;
        }
        Arrays.sort(nanos);
        IO.println(String.format(
                Locale.ROOT,
                "%-18s %4d B  median %5.0f ns, best %5.0f ns (%s)",
                what,
                bytes,
                nanos[ROUNDS / 2],
                nanos[0],
                sink.getClass().getSimpleName()));
    }

    private static void repeat(Supplier<Object> work, int times) {
        for (int i = 0; i < times; i++) {
            sink = work.get();
        }
    }
}
