package chat.hearth.launcher.serverapi;

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

/// Asks a server API as a login server does, every request signed. Methods block, at most 30 s.
public final class ServerApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final int LINUX = 7;

    private final URI api;
    private final ServerApiSigner signer;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /// A client of this address with the key of this id, whose secret is in a file of hexadecimal digits.
    public ServerApiClient(URI api, String keyId, Path secretFile) {
        this.api = api;
        try {
            var secret = HexFormat.of().parseHex(Files.readString(secretFile).strip());
            this.signer =
                    new ServerApiSigner(new SigningKey(keyId, secret), InstantSource.system(), new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key " + secretFile, e);
        }
    }

    /// A client of the product that runs in this data folder, with its administrator's key.
    public static ServerApiClient of(Path data) {
        var key = data.resolve("secrets").resolve("server-api-admin");
        return new ServerApiClient(RunningProduct.in(data).serverApi(), "admin", key);
    }

    /// A fresh token for a device of the user, who is made if need be. Ids are plain: no escaping is done.
    public String token(String userId, String device) {
        call("/admin/user/create", object("userId", userId, "name", userId, "displayName", userId));
        var asked = object("userId", userId, "clientId", device);
        var answer = call("/admin/user/get_token", asked.replace("}", ",\"platform\":" + LINUX + "}"));
        var token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("no token in the answer for " + userId);
        }
        return token.group(1);
    }

    /// The body of the answer.
    ///
    /// @throws IllegalStateException if the call did not succeed
    public String call(String path, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signer.sign("POST", path, "", body).forEach(request::header);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"code\":0")) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("the server API at " + api + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String object(String... namesAndValues) {
        var json = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.append(i == 0 ? "\"" : ",\"")
                    .append(namesAndValues[i])
                    .append("\":\"")
                    .append(namesAndValues[i + 1])
                    .append('"');
        }
        return json.append('}').toString();
    }
}
