package chat.hearth.client;

import chat.hearth.protocol.v1.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Where a client's IM token comes from.
public interface Credentials {
    /// The token to use, `environment.device.secret`.
    CompletionStage<String> token();

    /// A token in place of the one just refused; empty: there is none, a person must log in.
    default CompletionStage<Optional<String>> renewed(ErrorCode why) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /// Always this token.
    static Credentials fixed(String token) {
        return () -> CompletableFuture.completedFuture(token);
    }
}
