package chat.hearth.protocol.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Fault;
import chat.hearth.protocol.v1.Retry;
import chat.hearth.protocol.v1.Traits;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    /// They come back by the reconnect back-off of welcome, which spreads them better than one time for all.
    private static final Set<CloseCode> PACED_BY_BACKOFF =
            EnumSet.of(CloseCode.HEARTBEAT_LOST, CloseCode.NODE_STOPPING);

    static final List<ErrorCode> ERRORS = Arrays.stream(ErrorCode.values())
            .filter(code -> code != ErrorCode.UNRECOGNIZED && code != ErrorCode.ERROR_CODE_UNSPECIFIED)
            .toList();
    static final List<CloseCode> CLOSES = Arrays.stream(CloseCode.values())
            .filter(code -> code != CloseCode.UNRECOGNIZED && code != CloseCode.CLOSE_CODE_UNSPECIFIED)
            .toList();

    @Test
    void everyErrorSaysWhoseFaultItIsAndWhatToDo() {
        assertThat(ERRORS).isNotEmpty().allSatisfy(code -> assertComplete(Catalogue.of(code)));
    }

    @Test
    void everyCloseSaysWhoseFaultItIsAndWhatToDo() {
        assertThat(CLOSES).isNotEmpty().allSatisfy(code -> assertComplete(Catalogue.of(code)));
    }

    @Test
    void everyErrorHasAnHttpStatusThatIsAnError() {
        assertThat(ERRORS)
                .allSatisfy(
                        code -> assertThat(Catalogue.of(code).getHttpStatus()).isBetween(400, 599));
    }

    @Test
    void theHttpStatusAgreesWithTheFault() {
        assertThat(ERRORS).allSatisfy(code -> {
            var traits = Catalogue.of(code);
            boolean isServers = traits.getHttpStatus() >= 500 && code != ErrorCode.UNIMPLEMENTED;
            assertThat(traits.getFault() == Fault.SERVER_FAULT).isEqualTo(isServers);
        });
    }

    @Test
    void whoMayRepeatIsToldWhen() {
        assertThat(ERRORS)
                .filteredOn(code -> Catalogue.of(code).getRetry() == Retry.SAME_REQUEST)
                .allSatisfy(
                        code -> assertThat(Catalogue.of(code).getRetryAfterMs()).isBetween(50, 10_000));
        assertThat(CLOSES)
                .filteredOn(code -> Catalogue.of(code).getRetry() == Retry.SAME_REQUEST)
                .filteredOn(Predicate.not(PACED_BY_BACKOFF::contains))
                .allSatisfy(
                        code -> assertThat(Catalogue.of(code).getRetryAfterMs()).isBetween(500, 10_000));
    }

    @Test
    void whoMayNotRepeatIsToldNoTime() {
        assertThat(ERRORS)
                .filteredOn(code -> Catalogue.of(code).getRetry() != Retry.SAME_REQUEST)
                .allSatisfy(
                        code -> assertThat(Catalogue.of(code).getRetryAfterMs()).isZero());
    }

    @Test
    void faultsOfTheServerAreWorthRepeating() {
        assertThat(ERRORS)
                .filteredOn(code -> Catalogue.of(code).getFault() == Fault.SERVER_FAULT)
                .allSatisfy(code -> assertThat(Catalogue.of(code).getRetry()).isEqualTo(Retry.SAME_REQUEST));
    }

    @Test
    void closeCodesAreOfTheRangeThatIsOurs() {
        assertThat(CLOSES).allSatisfy(code -> assertThat(code.getNumber()).isBetween(4000, 4999));
    }

    @Test
    void noTwoCodesMeanTheSame() {
        assertThat(ERRORS).extracting(code -> Catalogue.of(code).getMeaning()).doesNotHaveDuplicates();
        assertThat(CLOSES).extracting(code -> Catalogue.of(code).getMeaning()).doesNotHaveDuplicates();
    }

    @Test
    void codesOfANewerServerHaveEmptyTraits() {
        assertThat(Catalogue.of(ErrorCode.UNRECOGNIZED)).isEqualTo(Traits.getDefaultInstance());
        assertThat(Catalogue.of(CloseCode.UNRECOGNIZED)).isEqualTo(Traits.getDefaultInstance());
        assertThat(Catalogue.of(ErrorCode.ERROR_CODE_UNSPECIFIED)).isEqualTo(Traits.getDefaultInstance());
    }

    private static void assertComplete(Traits traits) {
        assertThat(traits.getFault()).isIn(Fault.CLIENT_FAULT, Fault.PERSON_FAULT, Fault.SERVER_FAULT);
        assertThat(traits.getRetry()).isIn(Retry.NEVER, Retry.SAME_REQUEST, Retry.AFTER_RENEWAL);
        assertThat(traits.getMeaning()).matches("[A-Z].{10,200}\\.");
    }
}
