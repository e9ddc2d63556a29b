package chat.hearth.client.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Asks `POST /route` over a connection of its own, on the client's loop.
///
/// @param server where the IM role answers HTTP, with or without a path before `/route`
/// @param timeoutMs an answer that takes longer counts as none
public record HttpRouter(Transport transport, NettyLoop loop, URI server, long timeoutMs) implements Router {
    private static final int MAX_ANSWER_BYTES = 65_536;

    @Override
    public void route(String token, Consumer<RouteOutcome> answer) {
        var call = new Call(answer);
        try {
            var site = Site.of(server);
            var request = request(site, token);
            transport
                    .bootstrap(loop)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            assemble(channel, site, call);
                        }
                    })
                    .connect(site.host(), site.port())
                    .addListener((ChannelFuture connected) -> call.start(connected, request));
        } catch (IllegalArgumentException e) {
            call.finish(new RouteOutcome.Unreachable(String.valueOf(e.getMessage())));
        }
    }

    private void assemble(SocketChannel channel, Site site, Call call) {
        if (site.isSecure()) {
            channel.pipeline().addLast(transport.trust().newHandler(channel.alloc(), site.host(), site.port()));
        }
        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_ANSWER_BYTES), call);
    }

    private FullHttpRequest request(Site site, String token) {
        var path = server.getRawPath() == null ? "" : server.getRawPath();
        var target = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + "/route";
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target, Unpooled.EMPTY_BUFFER);
        int usual = site.isSecure() ? 443 : 80;
        request.headers()
                .set(HttpHeaderNames.HOST, server.getHost() + (site.port() == usual ? "" : ":" + site.port()))
                .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token)
                .set(HttpHeaderNames.USER_AGENT, "hearth-java")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CONTENT_LENGTH, 0);
        return request;
    }

    /// One question and its answer.
    private final class Call extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final Consumer<RouteOutcome> answer;
        private boolean isFinished;

        Call(Consumer<RouteOutcome> answer) {
            this.answer = answer;
        }

        void start(ChannelFuture connected, FullHttpRequest request) {
            if (!connected.isSuccess()) {
                request.release();
                finish(new RouteOutcome.Unreachable(String.valueOf(connected.cause())));
                return;
            }
            var _ = connected.channel().writeAndFlush(request);
            var timer = loop.after(timeoutMs, () -> {
                finish(new RouteOutcome.Unreachable("no answer from /route"));
                var _ = connected.channel().close();
            });
            var _ = connected.channel().closeFuture().addListener(_ -> timer.cancel());
        }

        void finish(RouteOutcome outcome) {
            if (!isFinished) {
                isFinished = true;
                answer.accept(outcome);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            finish(RouteAnswer.read(response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
            var _ = context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            finish(new RouteOutcome.Unreachable("the connection to /route broke"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            finish(new RouteOutcome.Unreachable(cause.toString()));
            var _ = context.close();
        }
    }
}
