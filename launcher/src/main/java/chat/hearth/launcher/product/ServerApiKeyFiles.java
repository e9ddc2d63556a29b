package chat.hearth.launcher.product;

import chat.hearth.gateway.admin.signature.Scope;
import chat.hearth.gateway.admin.signature.ServerApiKey;
import chat.hearth.gateway.admin.signature.ServerApiKeys;
import chat.hearth.gateway.admin.signature.SigningKey;
import chat.hearth.kit.secret.SecretFolder;
import java.util.List;
import java.util.Set;

/// The keys of the server API, made at first start: `app` for the login server, which needs users and tokens
/// only, and
/// `admin` for everything. Each is a file `server-api-ID` of hexadecimal digits in the secrets folder.
final class ServerApiKeyFiles {
    private static final String PREFIX = "server-api-";

    private ServerApiKeyFiles() {}

    static ServerApiKeys in(SecretFolder secrets) {
        return ServerApiKeys.of(List.of(
                new ServerApiKey(key(secrets, "app"), Set.of(Scope.USER)),
                new ServerApiKey(key(secrets, "admin"), Set.of(Scope.ALL))));
    }

    /// The key of this id.
    static SigningKey key(SecretFolder secrets, String id) {
        return new SigningKey(id, secrets.bytes(PREFIX + id));
    }
}
