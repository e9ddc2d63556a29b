package chat.hearth.house;

import chat.hearth.suite.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// One place where a rule of the house is broken.
///
/// @param line counted from 1
/// @param mend what is wrong and what to do
record Finding(Path file, int line, String mend) {
    private static final int MOST_SHOWN = 40;

    /// Fails with the findings, one a line.
    static void refuse(String rules, List<Finding> findings) {
        if (!findings.isEmpty()) {
            var shown =
                    findings.stream().limit(MOST_SHOWN).map(Finding::toString).collect(Collectors.joining("\n"));
            throw new AssertionError(findings.size() + " against " + rules + ":\n" + shown);
        }
    }

    @Override
    public String toString() {
        return Checkout.nameOf(file) + ":" + line + ": " + mend;
    }
}
