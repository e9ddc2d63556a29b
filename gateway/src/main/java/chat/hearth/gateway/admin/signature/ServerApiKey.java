package chat.hearth.gateway.admin.signature;

import java.util.Set;

/// A key and what it may be used for.
public record ServerApiKey(SigningKey key, Set<Scope> scopes) {
    public ServerApiKey {
        scopes = Set.copyOf(scopes);
    }

    /// Whether the key may be used for this.
    public boolean allows(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ALL);
    }
}
