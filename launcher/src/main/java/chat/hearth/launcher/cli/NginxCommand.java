package chat.hearth.launcher.cli;

import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.nginx.NginxFiles;
import chat.hearth.launcher.nginx.NginxVersion;
import chat.hearth.launcher.nginx.TopologyFile;
import chat.hearth.launcher.nginx.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hearth nginx`: the nginx files of a deployment.
@Command(
        name = "nginx",
        description = {
            "Writes the nginx files of a deployment, and each node's hearth.toml that fits behind them.",
            "D2: one machine, nginx in front.  D3: nodes with TLS of their own.",
            "D4: an nginx at each node.  D5: everything through one name and port 443.",
            "hearth.conf goes to conf.d of the nginx in front, nodeN.conf to that of node N, nodeN.toml to node N."
        },
        mixinStandardHelpOptions = true)
final class NginxCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--topology", paramLabel = "FILE", required = true, description = "The topology.toml.")
    @SuppressWarnings("NullAway.Init")
    private Path topology;

    @Option(names = "--way", paramLabel = "WAY", required = true, description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init")
    private Way way;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--nginx-version",
            paramLabel = "V",
            defaultValue = "1.22.1",
            description = "What nginx -v says; from 1.25.1 on HTTP/2 is written in another way. Default: 1.22.1.")
    @SuppressWarnings("NullAway.Init")
    private String version;

    @Option(
            names = "--proxies",
            paramLabel = "NETWORK",
            split = ",",
            description = "From where nginx reaches the nodes. Default: 127.0.0.1.")
    private List<String> proxies = new ArrayList<>(List.of("127.0.0.1"));

    @Override
    public Integer call() {
        var known = NginxVersion.parse(version)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--nginx-version is written as nginx -v does, such as 1.22.1"));
        var bad = proxies.stream()
                .filter(text -> !text.matches("[0-9A-Fa-f:./]+"))
                .findFirst();
        if (bad.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--proxies takes networks such as 10.0.0.0/8");
        }
        var files = NginxFiles.of(TopologyFile.read(topology), way, known, proxies);
        try {
            Files.createDirectories(out);
            for (var file : new TreeMap<>(files.textByName()).entrySet()) {
                var path = out.resolve(file.getKey());
                Files.writeString(path, file.getValue());
                spec.commandLine().getOut().println(path);
            }
        } catch (IOException e) {
            throw new StartRefused("cannot write to " + out + ": " + e, e);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
