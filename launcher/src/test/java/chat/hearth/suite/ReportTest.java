package chat.hearth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;

class ReportTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Report report = new Report(Suite.UNIT, new PrintStream(told, true, StandardCharsets.UTF_8));

    @Test
    void countsWhatPassedWithoutAWord() {
        report.executionFinished(aTest(true), TestExecutionResult.successful());
        assertThat(report.tally()).isEqualTo(new Tally(1, 0, 0));
        assertThat(text()).isEmpty();
    }

    @Test
    void doesNotCountAClassThatHeldTests() {
        report.executionFinished(aTest(false), TestExecutionResult.successful());
        assertThat(report.tally()).isEqualTo(Tally.NONE);
    }

    @Test
    void tellsAFailureWithItsMessageAndCause() {
        var cause = new IllegalArgumentException("the deeper reason");
        report.executionFinished(aTest(true), TestExecutionResult.failed(new AssertionError("what was seen", cause)));
        assertThat(report.tally()).isEqualTo(new Tally(0, 1, 0));
        assertThat(text())
                .startsWith("FAILED unit " + ReportTest.class.getName())
                .contains("what was seen", "caused by", "the deeper reason", "at chat.hearth.suite.ReportTest")
                .doesNotContain("at org.junit");
    }

    @Test
    void countsAClassThatCouldNotStartAsAFailure() {
        report.executionFinished(aTest(false), TestExecutionResult.failed(new IllegalStateException("no port")));
        assertThat(report.tally().failed()).isEqualTo(1);
    }

    @Test
    void namesWhatWasSkipped() {
        report.executionSkipped(aTest(true), "not on this system");
        assertThat(report.tally()).hasToString("0 passed, 0 failed, 1 skipped");
        assertThat(text()).startsWith("SKIPPED unit").contains("not on this system");
    }

    @Test
    void closesWithTheCounts() {
        assertThat(new Tally(312, 0, 0).plus(new Tally(1, 2, 0))).hasToString("313 passed, 2 failed");
    }

    private String text() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private static TestIdentifier aTest(boolean isTest) {
        var id = UniqueId.forEngine("made-up").append("test", "t");
        return TestIdentifier.from(new AbstractTestDescriptor(id, "t", ClassSource.from(ReportTest.class)) {
            @Override
            public Type getType() {
                return isTest ? Type.TEST : Type.CONTAINER;
            }
        });
    }
}
