package chat.hearth.client.bench;

import java.util.List;
import java.util.Optional;

/// All workloads there are.
public final class Workloads {
    private static final List<Workload> ALL = List.of(new DirectMessages());

    private Workloads() {}

    public static List<Workload> all() {
        return ALL;
    }

    /// The workload of this name, in upper or lower case.
    public static Optional<Workload> named(String id) {
        return ALL.stream().filter(each -> each.id().equalsIgnoreCase(id)).findFirst();
    }
}
