package chat.hearth.client.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Gives a workload its server and its users.
public interface Provisioner {
    /// A user of the server under test, with a token for one device.
    record BenchUser(String userId, String token) {}

    /// Where clients ask `/route`.
    URI server();

    /// Makes these users; the answer is in the order of the ids.
    List<BenchUser> users(List<String> userIds);

    /// The processes whose time and memory count as the server's, the database's included; empty: unknown.
    List<Long> serverPids();

    /// A folder on the disk that the server stores on, for the raw limit; empty: unknown or elsewhere.
    Optional<Path> storeFolder();

    /// What is under test, in words: the store, its settings, TLS or not.
    String conditions();
}
