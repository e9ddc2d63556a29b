package chat.hearth.launcher.cli;

import chat.hearth.launcher.page.PageConfiguration;
import chat.hearth.launcher.page.PageExport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hearth web`: the web client without the product.
@Command(name = "web", description = "The web client's files.", mixinStandardHelpOptions = true)
final class WebCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "export",
            description = "Writes the client's files for another web server, nginx for one.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "DIR", description = "Where to; made if need be. What is there is replaced.")
                    Path folder,
            @Option(names = "--base", paramLabel = "PATH", defaultValue = "/", description = "Where it is served.")
                    String base,
            @Option(
                            names = "--app",
                            paramLabel = "PATH",
                            defaultValue = "/",
                            description = "Where the app server's paths begin; /session/ behind the old proxy rules.")
                    String app,
            @Option(
                            names = "--route",
                            paramLabel = "PATH",
                            defaultValue = "/route",
                            description = "The IM node's route.")
                    String route,
            @Option(names = "--files", paramLabel = "PATH", defaultValue = "/files", description = "The file store.")
                    String files) {
        int count = PageExport.to(folder, new PageConfiguration(base, app, route, files));
        spec.commandLine().getOut().println("wrote " + count + " files to " + folder);
        return 0;
    }
}
