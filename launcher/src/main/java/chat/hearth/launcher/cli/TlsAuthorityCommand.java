package chat.hearth.launcher.cli;

import chat.hearth.kit.tls.TlsRefused;
import chat.hearth.kit.tls.local.CertificateFolder;
import chat.hearth.kit.tls.local.LocalAuthority;
import chat.hearth.launcher.StartRefused;
import chat.hearth.protocol.credential.Sha256;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hearth tls ca`: makes the authority.
@Command(
        name = "ca",
        description = {
            "Makes a certificate authority: ca.pem, to be trusted by browsers, and ca.key, which never leaves here.",
            "Whoever has ca.key can pretend to be any site to those browsers: keep the folder to yourself."
        },
        mixinStandardHelpOptions = true)
final class TlsAuthorityCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder; made if need be.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Hearth local authority",
            description = "How browsers list it. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Override
    public Integer call() {
        try {
            var authority = LocalAuthority.create(name, InstantSource.system().instant());
            var file = new CertificateFolder(out).write(authority);
            var to = spec.commandLine().getOut();
            to.println(file);
            to.println("SHA-256 " + fingerprint(authority.certificate()));
            to.flush();
            return 0;
        } catch (TlsRefused e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was made can be written", e);
        }
    }
}
