package chat.hearth.client;

import chat.hearth.protocol.v1.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The token in use: the credentials' own until the server or the credentials put another in its place.
final class Tokens {
    private final Credentials credentials;
    private volatile Optional<String> replaced = Optional.empty();

    Tokens(Credentials credentials) {
        this.credentials = credentials;
    }

    CompletionStage<String> current() {
        return replaced.<CompletionStage<String>>map(CompletableFuture::completedFuture)
                .orElseGet(credentials::token);
    }

    void replace(String token) {
        replaced = Optional.of(token);
    }

    /// Whether another token could be had.
    CompletionStage<Boolean> renew(ErrorCode why) {
        return credentials.renewed(why).thenApply(token -> {
            token.ifPresent(this::replace);
            return token.isPresent();
        });
    }
}
