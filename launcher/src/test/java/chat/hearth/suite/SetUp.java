package chat.hearth.suite;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Brings what the chosen tests need from the machine: on Debian as root it installs it and says so,
/// elsewhere it leaves the machine alone, and the run names what is missing.
final class SetUp {
    private static final int INSTALL_LIMIT_MINUTES = 15;

    private final PrintStream out;
    private final File log;

    SetUp(PrintStream out, Path log) {
        this.out = out;
        this.log = log.toFile();
    }

    void bring(List<Tool> missing) {
        if (missing.isEmpty() || !mayInstall()) {
            return;
        }
        var packages = missing.stream().map(Tool::debianPackage).distinct().toList();
        out.println("installing for the tests: " + String.join(" ", packages));
        if (!install(packages) && runs(List.of("apt-get", "update", "-qq"))) {
            install(packages);
        }
        missing.stream()
                .filter(tool -> !tool.isPresent())
                .forEach(tool -> out.println("could not install " + tool.debianPackage() + "; see " + log));
    }

    private static boolean mayInstall() {
        return Files.isExecutable(Path.of("/usr/bin/apt-get")) && "root".equals(System.getProperty("user.name"));
    }

    private boolean install(List<String> packages) {
        var command = new ArrayList<>(
                List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"));
        command.addAll(packages);
        return runs(command);
    }

    private boolean runs(List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            var process = builder.start();
            if (process.waitFor(INSTALL_LIMIT_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            out.println("cannot start " + command.getFirst() + ": " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
