package chat.hearth.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hearth tls`: a local certificate authority and certificates of it.
@Command(
        name = "tls",
        description = {
            "Makes certificates for machines and networks that no public authority certifies.",
            "First an authority of your own, once; then certificates of it, for each server.",
            "Browsers must be told to trust the authority: import its ca.pem there, and nothing else."
        },
        mixinStandardHelpOptions = true,
        subcommands = {TlsAuthorityCommand.class, TlsIssueCommand.class},
        footerHeading = "%nExample:%n",
        footer = {
            "  hearth tls ca --out /etc/hearth/ca",
            "  hearth tls issue chat.home.arpa localhost 127.0.0.1 --ca /etc/hearth/ca --out /etc/hearth/tls",
            "  hearth tls issue node1.im.test node2.im.test --each --ca /etc/hearth/ca --out /etc/hearth/tls"
        })
final class TlsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
