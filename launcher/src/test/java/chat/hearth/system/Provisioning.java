package chat.hearth.system;

import chat.hearth.gateway.admin.signature.ServerApiSigner;
import chat.hearth.gateway.admin.signature.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Makes users and tokens as a login server does: by the signed server API, with the key the product made.
final class Provisioning {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final URI api;
    private final ServerApiSigner signer;
    private final HttpClient http = HttpClient.newHttpClient();

    private Provisioning(URI api, ServerApiSigner signer) {
        this.api = api;
        this.signer = signer;
    }

    static Provisioning of(HearthServer server) {
        try {
            var secret = HexFormat.of().parseHex(read(server.data(), "server-api-admin"));
            var key = new SigningKey("admin", secret);
            return new Provisioning(
                    RunFile.of(server.data()).serverApi(),
                    new ServerApiSigner(key, InstantSource.system(), new SecureRandom()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A fresh token for a device of the user, who is made if need be.
    String token(String userId, String device) {
        call(
                "/admin/user/create",
                "{\"userId\":\"%s\",\"name\":\"%s\",\"displayName\":\"%s\"}".formatted(userId, userId, userId));
        var answer = call(
                "/admin/user/get_token",
                "{\"userId\":\"%s\",\"clientId\":\"%s\",\"platform\":7}".formatted(userId, device));
        var token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new AssertionError("no token in " + answer);
        }
        return token.group(1);
    }

    /// The body of the answer.
    String call(String path, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signer.sign("POST", path, "", body).forEach(request::header);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"code\":0")) {
                throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path data, String secret) throws IOException {
        return Files.readString(data.resolve("secrets").resolve(secret)).strip();
    }
}
