package chat.hearth.launcher.cli;

import chat.hearth.client.bench.BenchPlan;
import chat.hearth.client.bench.BenchResult;
import chat.hearth.client.bench.Provisioner;
import chat.hearth.client.bench.Workload;
import chat.hearth.client.bench.Workloads;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.bench.BenchServer;
import chat.hearth.launcher.bench.SignedProvisioner;
import chat.hearth.launcher.serverapi.ServerApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hearth bench`: figures, each with its ledger and the machine's own limit beside it.
@Command(
        name = "bench",
        description = {
            "Measures. W1: durable direct messages, 200 senders to 1000 online receivers.",
            "Without --target it starts a server of its own and throws it away."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "WORKLOAD", description = "W1, in upper or lower case, or all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "Seconds instead of minutes: shows that all is well, is no figure.")
    private boolean isQuick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too, one object a line.")
    private @Nullable Path json;

    @ArgGroup(exclusive = false)
    private @Nullable Target target;

    /// A server that runs already.
    static final class Target {
        @Option(names = "--target", paramLabel = "URL", required = true, description = "A server that runs already.")
        @SuppressWarnings("NullAway.Init")
        private URI page;

        @Option(names = "--server-api", paramLabel = "URL", required = true, description = "Its server API.")
        @SuppressWarnings("NullAway.Init")
        private URI serverApi;

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                required = true,
                description = "Its administrator's key: DATA/secrets/server-api-admin.")
        @SuppressWarnings("NullAway.Init")
        private Path keyFile;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var results = new ArrayList<BenchResult>();
        for (var workload : workloads()) {
            results.add(run(workload));
        }
        if (json != null) {
            Files.writeString(
                    json, results.stream().map(BenchResult::toJson).collect(Collectors.joining("\n", "", "\n")));
        }
        return results.stream().allMatch(BenchResult::isLedgerBalanced) ? 0 : 1;
    }

    private List<Workload> workloads() {
        if (names.contains("all")) {
            return Workloads.all();
        }
        return names.stream()
                .map(name -> Workloads.named(name)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "There is no workload " + name + "; there are "
                                        + Workloads.all().stream()
                                                .map(Workload::id)
                                                .toList())))
                .toList();
    }

    private BenchResult run(Workload workload) throws InterruptedException {
        if (target != null) {
            var api = new ServerApiClient(target.serverApi, "admin", target.keyFile);
            return run(workload, new SignedProvisioner(target.page, api, Optional.empty(), Optional.empty()));
        }
        try (var server = BenchServer.start()) {
            return run(workload, SignedProvisioner.of(server));
        }
    }

    private BenchResult run(Workload workload, Provisioner provisioner) throws InterruptedException {
        var out = spec.commandLine().getOut();
        var plan = isQuick ? BenchPlan.QUICK : BenchPlan.FULL;
        var result = workload.run(provisioner, plan, line -> {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        });
        out.println(result.toTable());
        out.flush();
        if (!result.isLedgerBalanced()) {
            throw new StartRefused("the ledger does not balance: " + result.ledger());
        }
        return result;
    }
}
