package chat.hearth.client;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.client.wire.Ending;
import chat.hearth.client.wire.Refusal;
import chat.hearth.protocol.catalogue.Catalogue;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Retry;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NextStepTest {
    static Stream<ErrorCode> errors() {
        return Arrays.stream(ErrorCode.values()).filter(code -> code != ErrorCode.UNRECOGNIZED);
    }

    static Stream<CloseCode> closes() {
        return Arrays.stream(CloseCode.values())
                .filter(code -> code != CloseCode.UNRECOGNIZED && code != CloseCode.CLOSE_CODE_UNSPECIFIED);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aRefusalIsFollowedByWhatItsTraitsSay(ErrorCode code) {
        var step = NextStep.after(Refusal.of(code));
        var expected = switch (Catalogue.of(code).getRetry()) {
            case NEVER -> NextStep.Stop.class;
            case SAME_REQUEST -> NextStep.Again.class;
            case AFTER_RENEWAL, RETRY_UNSPECIFIED, UNRECOGNIZED ->
                NextStep.OF_THE_TOKEN.contains(code) ? NextStep.Login.class : NextStep.Reroute.class;
        };
        assertThat(step).isInstanceOf(expected);
    }

    @ParameterizedTest
    @MethodSource("closes")
    void aCloseIsFollowedByWhatItsTraitsSay(CloseCode code) {
        var step = NextStep.after(new Ending.Closed(code.getNumber(), ""));
        var expected = switch (Catalogue.of(code).getRetry()) {
            case NEVER -> NextStep.Stop.class;
            case AFTER_RENEWAL -> NextStep.Reroute.class;
            case SAME_REQUEST, RETRY_UNSPECIFIED, UNRECOGNIZED -> NextStep.Again.class;
        };
        assertThat(step).isInstanceOf(expected);
        if (step instanceof NextStep.Again(long delayMs, String _)) {
            assertThat(delayMs).isEqualTo(Catalogue.of(code).getRetryAfterMs());
        }
    }

    @Test
    void aCodeOfAnotherServerIsTriedAgain() {
        assertThat(NextStep.after(new Ending.Closed(1006, ""))).isInstanceOf(NextStep.Again.class);
        assertThat(NextStep.after(new Ending.Closed(4999, ""))).isInstanceOf(NextStep.Again.class);
        assertThat(Catalogue.of(CloseCode.NODE_STOPPING).getRetry()).isEqualTo(Retry.SAME_REQUEST);
    }
}
