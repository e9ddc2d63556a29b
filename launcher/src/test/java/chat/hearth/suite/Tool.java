package chat.hearth.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A program or text that tests take from the machine.
///
/// @param sign the program's name on PATH, or an absolute file, that shows it is there
/// @param debianPackage the Debian package that brings it
/// @param from the first tier whose tests need it
/// @param suites the suites that need it
record Tool(String sign, String debianPackage, Tier from, Set<Suite> suites) {
    private static final List<Tool> ALL = List.of(
            new Tool("pg_ctlcluster", "postgresql", Tier.DEFAULT, Set.of(Suite.CONTRACT)),
            new Tool("pg_ctlcluster", "postgresql", Tier.CI, Set.of(Suite.REPLAY)),
            new Tool("strace", "strace", Tier.DEFAULT, Set.of(Suite.KILLS)),
            new Tool("ip", "iproute2", Tier.DEFAULT, Set.of(Suite.HALFOPEN)),
            new Tool("ip", "iproute2", Tier.CI, Set.of(Suite.SEED)),
            new Tool("gcc", "gcc", Tier.LONG, Set.of(Suite.KILLS)),
            new Tool("/usr/include/stdio.h", "libc6-dev", Tier.LONG, Set.of(Suite.KILLS)),
            new Tool("/usr/sbin/nginx", "nginx-light", Tier.DEFAULT, Set.of(Suite.NGINX, Suite.DOCTOR)),
            new Tool("/usr/sbin/nginx", "nginx-light", Tier.CI, Set.of(Suite.SEED)),
            new Tool("/usr/share/games/fortunes/literature", "fortunes-min", Tier.DEFAULT, Set.of(Suite.REPLAY)),
            new Tool("/usr/share/games/fortunes/tang300", "fortunes-zh", Tier.DEFAULT, Set.of(Suite.REPLAY)),
            new Tool("/usr/share/games/fortunes/ru/love", "fortunes-ru", Tier.DEFAULT, Set.of(Suite.REPLAY)),
            new Tool("node", "nodejs", Tier.DEFAULT, Set.of(Suite.JOURNEYS, Suite.A11Y, Suite.XSS, Suite.BUDGET)),
            new Tool("chromium", "chromium", Tier.DEFAULT, Set.of(Suite.JOURNEYS, Suite.A11Y, Suite.XSS)),
            new Tool("node", "nodejs", Tier.CI, Set.of(Suite.TLS, Suite.NGINX)),
            new Tool("chromium", "chromium", Tier.CI, Set.of(Suite.TLS, Suite.NGINX)),
            new Tool("pebble", "pebble", Tier.CI, Set.of(Suite.ACME)),
            new Tool("certutil", "libnss3-tools", Tier.CI, Set.of(Suite.TLS, Suite.NGINX)));

    Tool {
        suites = Set.copyOf(suites);
    }

    /// The tools that a suite needs in a tier and that are not there.
    static List<Tool> missingFor(Suite suite, Tier tier) {
        return ALL.stream()
                .filter(tool -> tool.suites.contains(suite) && tier.includes(tool.from))
                .filter(tool -> !tool.isPresent())
                .toList();
    }

    boolean isPresent() {
        if (sign.startsWith("/")) {
            return Files.exists(Path.of(sign));
        }
        var path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return Pattern.compile(":").splitAsStream(path).anyMatch(folder -> Files.isExecutable(Path.of(folder, sign)));
    }
}
