package chat.hearth.launcher.cli;

import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.launcher.product.Product;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hearth run`: the whole product in one process.
@Command(
        name = "run",
        description = {
            "Serves the whole product on one port and prints one line when all of it serves.",
            "SIGTERM or Ctrl+C finishes what is under way and ends with 0."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Configured configured = new Configured();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: data.")
    private @Nullable String data;

    @Option(names = "--port", paramLabel = "N", description = "The public port; 0 takes a free one. Default: 8080.")
    private @Nullable String port;

    @Option(
            names = "--server-api-port",
            paramLabel = "N",
            description = "The server API's port; 0 takes a free one. Default: 18080.")
    private @Nullable String serverApiPort;

    @Option(names = "--bind", paramLabel = "ADDR", description = "The public address. Default: 127.0.0.1.")
    private @Nullable String bind;

    @Override
    public Integer call() {
        HearthSettings settings = configured.settings(new Flags()
                .add("--data", "server.data", data)
                .add("--port", "server.port", port)
                .add("--server-api-port", "im.server_api_port", serverApiPort)
                .add("--bind", "server.bind", bind)
                .toList());
        Product product = Product.start(settings);
        product.stopOnSignal();
        var out = spec.commandLine().getOut();
        out.println("ready " + product.addresses().page());
        product.nextSteps().forEach(out::println);
        out.flush();
        return CommandLines.STAYS;
    }
}
