package chat.hearth.launcher.cli;

import chat.hearth.kit.config.Secret;
import chat.hearth.kit.tls.TlsRefused;
import chat.hearth.kit.tls.local.CertificateFolder;
import chat.hearth.kit.tls.local.CertificateFolder.Format;
import chat.hearth.kit.tls.local.LocalAuthority;
import chat.hearth.launcher.StartRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hearth tls issue`: certificates of the authority.
@Command(
        name = "issue",
        description = {
            "Issues a certificate for all the NAMEs together, or with --each one for every NAME.",
            "A NAME is a host name, a wildcard such as '*.im.example.test', or an IP address.",
            "Every file is readable by its owner alone; issuing again replaces them, and a running server takes",
            "the new certificate by itself."
        },
        mixinStandardHelpOptions = true)
final class TlsIssueCommand implements Callable<Integer> {
    private static final int LEAST_LETTERS = 6;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "What clients dial.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--ca", paramLabel = "DIR", description = "The authority's folder. Default: that of --out.")
    private @Nullable Path authority;

    @Option(names = "--each", description = "One certificate for every NAME.")
    private boolean isEach;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description = "pem (NAME.pem with the chain, NAME.key), p12, jks. Default: pem.")
    private Set<Format> formats = EnumSet.of(Format.PEM);

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = {
                "Holds the password of p12 and jks. Without it one is made,",
                "and written to NAME.password beside the key store."
            })
    private @Nullable Path passwordFile;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "" + LocalAuthority.LEAF_DAYS,
            description = "How long it is valid. Default and most: ${DEFAULT-VALUE}.")
    private int days;

    @Override
    public Integer call() {
        if (days < 1 || days > LocalAuthority.LEAF_DAYS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--days is 1 to " + LocalAuthority.LEAF_DAYS + "; browsers take no longer ones");
        }
        try {
            var ca = new CertificateFolder(authority == null ? out : authority).authority();
            if (isEach) {
                for (var name : names) {
                    issue(ca, List.of(name));
                }
            } else {
                issue(ca, names);
            }
            return 0;
        } catch (TlsRefused e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private void issue(LocalAuthority ca, List<String> subjects) {
        var folder = new CertificateFolder(out);
        var name = CertificateFolder.fileName(subjects.getFirst());
        var certificate =
                ca.issue(subjects, Duration.ofDays(days), InstantSource.system().instant(), out.resolve(name + ".pem"));
        var written = new ArrayList<Path>();
        var password = password(folder, name, written);
        written.addAll(folder.write(certificate, name, formats, password));
        written.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }

    private Secret password(CertificateFolder folder, String name, List<Path> written) {
        boolean isNeeded = formats.contains(Format.P12) || formats.contains(Format.JKS);
        if (!isNeeded) {
            return Secret.none();
        }
        var chosen = ChosenPassword.from(passwordFile);
        if (chosen.isMade()) {
            written.add(folder.writeText(name + ".password", chosen.text() + "\n"));
        } else if (chosen.text().length() < LEAST_LETTERS) {
            throw new StartRefused("the password in " + passwordFile + " has fewer than the " + LEAST_LETTERS
                    + " letters that key stores need");
        }
        return Secret.of(chosen.text());
    }
}
