package chat.hearth.launcher.bench;

import chat.hearth.client.bench.Provisioner;
import chat.hearth.launcher.serverapi.ServerApiClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Makes a workload's users by the signed server API.
///
/// @param pid of the server; empty: it runs elsewhere
/// @param data its data folder; empty: it runs elsewhere
public record SignedProvisioner(URI server, ServerApiClient api, Optional<Long> pid, Optional<Path> data)
        implements Provisioner {
    private static final int AT_ONCE = 32;

    /// For a server that was started for this.
    public static SignedProvisioner of(BenchServer server) {
        var running = server.running();
        return new SignedProvisioner(
                running.page(),
                ServerApiClient.of(server.data()),
                Optional.of(running.pid()),
                Optional.of(server.data()));
    }

    @Override
    public List<BenchUser> users(List<String> userIds) {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var users = userIds.stream()
                    .map(userId -> CompletableFuture.supplyAsync(() -> user(userId, places), threads))
                    .toList();
            return users.stream().map(CompletableFuture::join).toList();
        }
    }

    @Override
    public List<Long> serverPids() {
        return pid.stream().toList();
    }

    @Override
    public Optional<Path> storeFolder() {
        return data;
    }

    @Override
    public String conditions() {
        return data.isPresent() ? "own server, SQLite (WAL, synchronous=FULL), ws" : "server at " + server;
    }

    private BenchUser user(String userId, Semaphore places) {
        places.acquireUninterruptibly();
        try {
            return new BenchUser(userId, api.token(userId, "bench"));
        } finally {
            places.release();
        }
    }
}
