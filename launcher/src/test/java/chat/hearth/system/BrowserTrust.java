package chat.hearth.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A home in which Chromium trusts a local authority, as a person's does who was given its `ca.pem`: by NSS, with no
/// error ignored.
final class BrowserTrust {
    private BrowserTrust() {}

    /// The environment of such a browser.
    static Map<String, String> in(Path home, LocalCertificates certificates) {
        try {
            var database = Files.createDirectories(home.resolve(".pki").resolve("nssdb"));
            var ca = certificates.file("ca.pem").toString();
            certutil("-N", "-d", "sql:" + database, "--empty-password");
            certutil("-A", "-d", "sql:" + database, "-n", "local", "-t", "C,,", "-i", ca);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("HOME", home.toString());
    }

    private static void certutil(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("certutil"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("certutil: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
