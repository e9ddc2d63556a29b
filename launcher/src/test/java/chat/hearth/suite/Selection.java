package chat.hearth.suite;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the command line asks for.
///
/// @param tier how wide the run is
/// @param named the suites named, empty for all that have tests in the tier
/// @param listsOnly whether to tell what there is, and run nothing
record Selection(Tier tier, Set<Suite> named, boolean listsOnly) {
    static final String USAGE = "usage: hearth test [--ci | --long] [--list] [SUITE…]\nsuites: " + allLabels();

    Selection {
        named = Set.copyOf(named);
    }

    /// Reads the arguments after `hearth test`.
    ///
    /// @throws WrongUsage if one of them means nothing, with the text to show
    static Selection of(List<String> arguments) {
        var tier = Tier.DEFAULT;
        var listsOnly = false;
        var named = new LinkedHashSet<Suite>();
        for (var argument : arguments) {
            switch (argument) {
                case "--ci" -> tier = Tier.CI;
                case "--long" -> tier = Tier.LONG;
                case "--list" -> listsOnly = true;
                default ->
                    named.add(Suite.named(argument)
                            .orElseThrow(() -> new WrongUsage("no such suite: " + argument + "\n" + USAGE)));
            }
        }
        return new Selection(tier, named, listsOnly);
    }

    boolean includes(Suite suite) {
        return named.isEmpty() || named.contains(suite);
    }

    private static String allLabels() {
        return Arrays.stream(Suite.values()).map(Suite::label).collect(Collectors.joining(" "));
    }

    /// The command line could not be understood; its message is shown as it is.
    static final class WrongUsage extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongUsage(String message) {
            super(message);
        }
    }
}
