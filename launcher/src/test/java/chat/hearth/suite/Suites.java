package chat.hearth.suite;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherFactory;

/// `./hearth test`: runs the suites asked for, one after the other, and ends with the counts.
///
/// Exit code 0 when nothing failed, 1 when something did or nothing ran, 2 for a command line that means
/// nothing. What the tests and the product under them print goes to `target/tests.log`, so that the results
/// stay readable.
public final class Suites {
    private final Launcher launcher = LauncherFactory.create();
    private final List<String> notRun = new ArrayList<>();
    private final Selection selection;
    private final PrintStream out;
    private final Path log;

    private Suites(Selection selection, PrintStream out, Path log) {
        this.selection = selection;
        this.out = out;
        this.log = log;
    }

    /// Runs the suites and ends the process with the exit code.
    public static void main(String... arguments) throws IOException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var log = Files.createDirectories(Checkout.root().resolve("target")).resolve("tests.log");
        var captured = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
        System.setOut(captured);
        System.setErr(captured);
        Runtime.getRuntime().addShutdownHook(new Thread(Watchdog::endProcesses));
        System.exit(exitCode(List.of(arguments), out, log));
    }

    /// The names of all suites.
    public static List<String> labels() {
        return Arrays.stream(Suite.values()).map(Suite::label).toList();
    }

    private static int exitCode(List<String> arguments, PrintStream out, Path log) {
        if (arguments.contains("--help")) {
            out.println(Selection.USAGE);
            return 0;
        }
        try {
            return new Suites(Selection.of(arguments), out, log).run();
        } catch (Selection.WrongUsage e) {
            out.println(e.getMessage());
            return 2;
        }
    }

    private int run() {
        var census = Census.of(launcher);
        if (selection.listsOnly()) {
            census.print(out);
            return 0;
        }
        var chosen = Arrays.stream(Suite.values())
                .filter(suite -> selection.includes(suite) && hasTests(census, suite))
                .toList();
        new SetUp(out, log).bring(missingFor(chosen));
        var total = chosen.stream().map(this::runWhatCan).reduce(Tally.NONE, Tally::plus);
        notRun.forEach(out::println);
        if (total.failed() > 0) {
            out.println("what the tests printed: " + log);
        }
        out.println(total);
        boolean isIncomplete = !notRun.isEmpty() && mustBeComplete();
        return total.failed() > 0 || total.passed() == 0 || isIncomplete ? 1 : 0;
    }

    private boolean hasTests(Census census, Suite suite) {
        boolean has = census.hasTests(suite, selection.tier());
        if (!has && selection.named().contains(suite)) {
            notRun.add(suite.label() + " did not run: it has no test in this tier");
        }
        return has;
    }

    private List<Tool> missingFor(List<Suite> chosen) {
        return chosen.stream()
                .flatMap(suite -> Tool.missingFor(suite, selection.tier()).stream())
                .distinct()
                .toList();
    }

    private Tally runWhatCan(Suite suite) {
        return widestTier(suite).map(tier -> run(suite, tier)).orElse(Tally.NONE);
    }

    /// The widest tier whose tools are all there; what is left out is noted.
    private Optional<Tier> widestTier(Suite suite) {
        var missing = Tool.missingFor(suite, selection.tier());
        if (missing.isEmpty()) {
            return Optional.of(selection.tier());
        }
        var names = missing.stream().map(Tool::debianPackage).distinct().collect(Collectors.joining(", "));
        var widest = Arrays.stream(Tier.values())
                .filter(tier -> missing.stream().noneMatch(tool -> tier.includes(tool.from())))
                .reduce((_, wider) -> wider);
        var part = widest.isPresent() ? " ran in part" : " did not run";
        notRun.add(suite.label() + part + ": missing here (as Debian packages): " + names);
        return widest;
    }

    private Tally run(Suite suite, Tier tier) {
        var report = new Report(suite, out);
        long begun = System.nanoTime();
        try (var _ = new Watchdog(suite, tier.suiteLimit(), out)) {
            launcher.execute(Requests.of(suite, tier), report);
        }
        var tally = report.tally();
        var took = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        out.printf("%s passed %d, failed %d, took %d s%n", suite.label(), tally.passed(), tally.failed(), took);
        return tally;
    }

    /// Where a change is judged, a suite that could not run is a failure, not a remark.
    private static boolean mustBeComplete() {
        return "true".equals(System.getenv("CI"));
    }
}
