package chat.hearth.gateway.admin.signature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The keys in force.
@FunctionalInterface
public interface ServerApiKeys {
    /// The key of this id. Called for every request; may not block for long.
    Optional<ServerApiKey> find(String keyId);

    /// These keys, for as long as the process lives.
    static ServerApiKeys of(List<ServerApiKey> keys) {
        Map<String, ServerApiKey> byId = keys.stream()
                .collect(Collectors.toUnmodifiableMap(each -> each.key().id(), Function.identity()));
        return keyId -> Optional.ofNullable(byId.get(keyId));
    }
}
