package chat.hearth.client;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Have;
import chat.hearth.protocol.v1.Request;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GreetingTest {
    @ParameterizedTest
    @EnumSource(Encoding.class)
    void theFirstFrameFitsWhateverIsHeld(Encoding encoding) {
        var haves = IntStream.range(0, 256)
                .mapToObj(i -> Have.newBuilder()
                        .setConversation("d:alice-with-a-long-name:bob-with-a-long-name-" + i)
                        .setChange(1_000_000 + i)
                        .build())
                .toList();
        var hello = new Greeting(encoding, "test").hello("t".repeat(300), "c".repeat(200), haves);
        var frame =
                encoding.encode(Request.newBuilder().setId(1).setHello(hello).build());
        assertThat(frame.length).isBetween(2_000, Greeting.MAX_BYTES);
        assertThat(hello.getHaveList()).isEqualTo(haves.subList(0, hello.getHaveCount()));
    }
}
