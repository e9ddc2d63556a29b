package chat.hearth.gateway.http;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.gateway.connection.Connections;
import chat.hearth.gateway.connection.Opening;
import chat.hearth.kit.http.HostCheck;
import chat.hearth.kit.http.Peers;
import chat.hearth.kit.http.TrustedProxies;
import chat.hearth.protocol.v1.ErrorCode;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Judges where a WebSocket opening comes from: Host and Origin, by the rules that requests over HTTP are
/// judged by.
public final class SocketOpenings implements Connections.OpeningRules {
    private final TrustedProxies proxies;
    private final HostCheck hosts;
    private final Supplier<@Nullable PublicOrigins> origins;

    /// Null origins: the node does not know yet where it is reached.
    public SocketOpenings(TrustedProxies proxies, HostCheck hosts, Supplier<@Nullable PublicOrigins> origins) {
        this.proxies = proxies;
        this.hosts = hosts;
        this.origins = origins;
    }

    @Override
    public Outcome<Opening> judge(HttpRequest request, Channel channel) {
        var known = origins.get();
        if (known == null) {
            return Outcome.refused(Starting.REFUSAL);
        }
        var fields = request.headers();
        var host = fields.get(HttpHeaderNames.HOST, "");
        boolean isProxied = proxies.isTrusted(Peers.of(channel));
        if (fields.getAll(HttpHeaderNames.HOST).size() != 1 || !hosts.allows(host, isProxied)) {
            return Outcome.refused(ErrorCode.HOST_REFUSED, "Host is not a name of this server.");
        }
        return known.judge(fields.getAll(HttpHeaderNames.ORIGIN), scheme(request, channel, isProxied), host);
    }

    private static String scheme(HttpRequest request, Channel channel, boolean isProxied) {
        var told = request.headers().get("x-forwarded-proto", "");
        if (isProxied && told.matches("(?i)https?")) {
            return told;
        }
        return channel.pipeline().get(SslHandler.class) == null ? "http" : "https";
    }
}
