package chat.hearth.gateway.front;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.catalogue.Catalogue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Stands before Vert.x's own handler on each HTTP/1.x connection and keeps requests for the WebSocket paths
/// from it. Such a request behind one not yet answered goes on to Vert.x, as any other, so that answers stay
/// in order.
final class WebSocketUpgrade extends ChannelDuplexHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A request for the WebSocket path whose head was read and whose end was not.
    private sealed interface Opening {
        record Accepted(Handshake.Accepted handshake, Function<ClientSocket, SocketListener> listening)
                implements Opening {}

        record Answered() implements Opening {}
    }

    private final Set<String> paths;
    private final HandOver handOver;
    private int unanswered;
    private @Nullable Opening opening;

    WebSocketUpgrade(Set<String> paths, HandOver handOver) {
        this.paths = paths;
        this.handOver = handOver;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        if (opening != null) {
            afterHead(ctx, opening, msg);
        } else if (msg instanceof HttpRequest head && unanswered == 0 && isForSocket(head)) {
            opening = judge(ctx, head);
        } else {
            unanswered += msg instanceof HttpRequest ? 1 : 0;
            ctx.fireChannelRead(msg);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        boolean isInterim =
                msg instanceof FullHttpResponse response && response.status().code() < HttpResponseStatus.OK.code();
        unanswered -= msg instanceof LastHttpContent && !isInterim ? 1 : 0;
        var _ = ctx.write(msg, promise);
    }

    private Opening judge(ChannelHandlerContext ctx, HttpRequest head) throws JsonProcessingException {
        return switch (Handshake.of(head)) {
            case Handshake.Accepted accepted ->
                switch (handOver.judge(head, ctx.channel())) {
                    case Outcome.Done<Function<ClientSocket, SocketListener>>(var listening) ->
                        new Opening.Accepted(accepted, listening);
                    case Outcome.Refused<Function<ClientSocket, SocketListener>>(var refusal) ->
                        answered(ctx, refused(refusal));
                };
            case Handshake.Refused refused -> answered(ctx, refused);
        };
    }

    private static Handshake.Refused refused(Refusal refusal) {
        int status = Catalogue.of(refusal.code()).getHttpStatus();
        return new Handshake.Refused(HttpResponseStatus.valueOf(status), refusal.code(), refusal.message());
    }

    private static Opening answered(ChannelHandlerContext ctx, Handshake.Refused refused)
            throws JsonProcessingException {
        var _ = ctx.writeAndFlush(answer(refused)).addListener(ChannelFutureListener.CLOSE);
        return new Opening.Answered();
    }

    private void afterHead(ChannelHandlerContext ctx, Opening opened, Object msg) throws Exception {
        ReferenceCountUtil.release(msg);
        if (opened instanceof Opening.Accepted(var handshake, var listening) && msg instanceof LastHttpContent) {
            handOver.take(ctx.channel(), handshake, listening);
        }
    }

    private boolean isForSocket(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return request.decoderResult().isSuccess() && paths.contains(query < 0 ? uri : uri.substring(0, query));
    }

    private static FullHttpResponse answer(Handshake.Refused refused) throws JsonProcessingException {
        byte[] body = JSON.writeValueAsBytes(Map.of("code", refused.code().name(), "message", refused.message()));
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refused.status(), Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONNECTION, "close");
        if (refused.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            answer.headers().set(HttpHeaderNames.UPGRADE, "websocket").set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        }
        if (refused.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            answer.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
        }
        return answer;
    }
}
