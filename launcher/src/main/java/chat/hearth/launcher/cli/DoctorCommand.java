package chat.hearth.launcher.cli;

import chat.hearth.kit.json.JsonText;
import chat.hearth.kit.tls.PemFiles;
import chat.hearth.kit.tls.TlsRefused;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.doctor.Doctor;
import chat.hearth.launcher.doctor.Finding;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hearth doctor`: what is broken between a browser and Hearth, and what mends it.
@Command(
        name = "doctor",
        description = {
            "Walks the five hops of a page as a browser would, without an account, and names what is broken.",
            "Exit code: 0 healthy, 1 could not run, 2 wrong usage, 10 + the number of failing hops."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final int SICK = 10;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "What people open, such as https://chat.example.com.")
    @SuppressWarnings("NullAway.Init")
    private URI page;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean isJson;

    @Option(names = "--ca", paramLabel = "FILE", description = "Trusts the authorities of this PEM file instead.")
    private @Nullable Path authorities;

    @Override
    public Integer call() {
        if (page.getHost() == null
                || page.getScheme() == null
                || !page.getScheme().matches("https?")) {
            throw new ParameterException(spec.commandLine(), "the URL begins with https:// or http:// and has a host");
        }
        var findings = Doctor.examine(page, trusted(), InstantSource.system());
        spec.commandLine().getOut().println(isJson ? json(findings) : text(findings));
        spec.commandLine().getOut().flush();
        long hops = findings.stream().map(Finding::hop).distinct().count();
        return hops == 0 ? 0 : SICK + Math.toIntExact(hops);
    }

    private List<X509Certificate> trusted() {
        try {
            return authorities == null ? List.of() : PemFiles.certificates(authorities);
        } catch (TlsRefused e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private String text(List<Finding> findings) {
        if (findings.isEmpty()) {
            return page + " is healthy, as far as can be seen without an account.";
        }
        return findings.stream()
                .map(finding ->
                        "hop " + finding.hop().number() + " (" + finding.hop().label() + ") " + finding.fault()
                                + ": " + finding.fault().symptom() + System.lineSeparator()
                                + "    seen: " + finding.seen() + System.lineSeparator()
                                + "    mend: " + finding.fault().mend())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String json(List<Finding> findings) {
        return findings.stream()
                .map(finding -> "{\"hop\":" + finding.hop().number()
                        + ",\"id\":" + JsonText.quoted(finding.fault().name())
                        + ",\"symptom\":" + JsonText.quoted(finding.fault().symptom())
                        + ",\"seen\":" + JsonText.quoted(finding.seen())
                        + ",\"mend\":" + JsonText.quoted(finding.fault().mend()) + "}")
                .collect(Collectors.joining(
                        ",", "{\"url\":" + JsonText.quoted(page.toString()) + ",\"findings\":[", "]}"));
    }
}
