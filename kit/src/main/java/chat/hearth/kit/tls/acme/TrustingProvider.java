package chat.hearth.kit.tls.acme;

import chat.hearth.kit.tls.Roots;
import java.net.http.HttpClient;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/// How an authority is spoken to when its own address may be certified by roots of the operator.
final class TrustingProvider extends GenericAcmeProvider {
    private final Roots roots;

    TrustingProvider(Roots roots) {
        this.roots = roots;
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(settings.getTimeout())
                .sslContext(roots.context())
                .build();
    }
}
