package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.suite.Checkout;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The sizes of the web client as it was built.
@Tag("suite")
@Tag("budget")
class BudgetTest {
    @Test
    void whatABrowserLoadsFirstIsWithinItsBudget() throws Exception {
        var process = new ProcessBuilder("node", "scripts/budget.mjs")
                .directory(Checkout.root().resolve("web").toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("scripts of the first load").doesNotContain("OVER");
        assertThat(process.exitValue()).as("%s", said).isZero();
    }
}
