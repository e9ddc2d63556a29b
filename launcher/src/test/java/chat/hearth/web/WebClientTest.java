package chat.hearth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chat.hearth.suite.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Runs `vitest` in `web` once and tells of each of its tests.
class WebClientTest {
    private static final int LIMIT_S = 240;
    /// TAP version 13: a verdict, and below a failed one its reasons, indented.
    private static final Pattern VERDICT = Pattern.compile("(ok|not ok) \\d+ - (.*?)( # time=.*)?");

    private record Verdict(String name, boolean isPassed, List<String> reasons) {
        void tell() {
            if (!isPassed) {
                fail(String.join("\n", reasons));
            }
        }
    }

    @TestFactory
    @Timeout(value = LIMIT_S, unit = TimeUnit.SECONDS)
    List<DynamicTest> theWebClientsOwnTests() throws IOException, InterruptedException {
        var process = new ProcessBuilder("node", "node_modules/vitest/vitest.mjs", "run", "--reporter=tap-flat")
                .directory(Checkout.root().resolve("web").toFile())
                .redirectErrorStream(true)
                .start();
        var verdicts = new ArrayList<Verdict>();
        var said = new ArrayList<String>();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                said.add(line);
                read(line, verdicts);
            });
        }
        assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
        assertThat(verdicts).as("%s", String.join("\n", said)).isNotEmpty();
        assertThat(process.exitValue() == 0)
                .as("vitest agrees with its verdicts\n%s", String.join("\n", said))
                .isEqualTo(verdicts.stream().allMatch(Verdict::isPassed));
        return verdicts.stream()
                .map(verdict -> DynamicTest.dynamicTest(verdict.name, verdict::tell))
                .toList();
    }

    private static void read(String line, List<Verdict> verdicts) {
        var match = VERDICT.matcher(line);
        if (match.matches()) {
            verdicts.add(new Verdict(match.group(2), match.group(1).equals("ok"), new ArrayList<>()));
        } else if (line.startsWith(" ") && !verdicts.isEmpty()) {
            verdicts.getLast().reasons.add(line);
        }
    }
}
