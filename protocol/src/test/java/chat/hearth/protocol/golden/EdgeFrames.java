package chat.hearth.protocol.golden;

import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Error;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchDiff;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.MentionScope;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.ServerFrame;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/// Frames that no document would show, and at which codecs differ.
final class EdgeFrames {
    private static final int UNSIGNED_MAX = -1;
    private static final int CODE_OF_A_LATER_VERSION = 9999;

    private EdgeFrames() {}

    static Map<String, Message> all() {
        var frames = new LinkedHashMap<String, Message>();
        frames.put("edge: empty request", Request.getDefaultInstance());
        frames.put("edge: empty frame", ServerFrame.getDefaultInstance());
        frames.put("edge: method not set", Request.newBuilder().setId(5).build());
        frames.put("edge: greatest id", Request.newBuilder().setId(UNSIGNED_MAX).build());
        frames.put("edge: features", hello());
        frames.put("edge: above 2^53", diffFrom((1L << 53) + 1));
        frames.put("edge: greatest number", diffFrom(Long.MAX_VALUE));
        frames.put("edge: negative numbers", history());
        frames.put("edge: scripts", text("é ß 中文 한국어 日本語 עברית \ud83d\udc69\u200d\ud83d\udcbb \ud835\udd38"));
        frames.put("edge: escapes", text("\u0001\b\t\n\f\r\u001f\"\\/<b>&'=\u007f\u0085\u2028\u2029\ufeff\uffff"));
        frames.put("edge: every byte", bytes());
        frames.put("edge: mention all", mentionAll());
        frames.put("edge: every field of an error", error());
        frames.put("edge: a later code", laterCode());
        return frames;
    }

    private static Request hello() {
        return Request.newBuilder()
                .setId(1)
                .setHello(Hello.newBuilder()
                        .setTicket("t")
                        .addFeatures("one")
                        .addFeatures("")
                        .addFeatures("three"))
                .build();
    }

    private static Request diffFrom(long change) {
        return Request.newBuilder()
                .setId(1)
                .setFetchDiff(FetchDiff.newBuilder().setConversation("g:team:2").setFromChange(change))
                .build();
    }

    private static Request history() {
        return Request.newBuilder()
                .setId(1)
                .setFetchHistory(FetchHistory.newBuilder().setFromSeq(-1).setToSeq(Long.MIN_VALUE))
                .build();
    }

    private static Request text(String text) {
        return send(Body.newBuilder().setKind(1).setText(text));
    }

    private static Request bytes() {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return send(Body.newBuilder().setKind(65_535).setData(ByteString.copyFrom(all)));
    }

    private static Request mentionAll() {
        return send(Body.newBuilder().setKind(1).setText("all").setMentionScope(MentionScope.MENTION_ALL));
    }

    private static Request send(Body.Builder body) {
        return Request.newBuilder()
                .setId(1)
                .setSend(Send.newBuilder().setConversation("g:team").setBody(body))
                .build();
    }

    private static ServerFrame error() {
        return reply(Error.newBuilder()
                .setCode(ErrorCode.INTERNAL)
                .setMessage("a fault")
                .setField("body.kind")
                .setRetryAfterMs(UNSIGNED_MAX)
                .setServerTimeMs(1_780_000_012_345L)
                .setIncident("i-1"));
    }

    private static ServerFrame laterCode() {
        return reply(Error.newBuilder().setCodeValue(CODE_OF_A_LATER_VERSION));
    }

    private static ServerFrame reply(Error.Builder error) {
        return ServerFrame.newBuilder()
                .setReply(Reply.newBuilder().setId(1).setError(error))
                .build();
    }
}
