package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.gateway.admin.signature.ServerApiSigner;
import chat.hearth.gateway.admin.signature.SigningKey;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.MentionScope;
import chat.hearth.protocol.v1.Persist;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The server API over its own listener, as a trusted program uses it.
class ServerApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        http.close();
        node.close();
    }

    @Test
    void createsFindsAndChangesAUser() throws Exception {
        var created = call(
                "/admin/user/create", "{'userId':'ann','name':'ann.b','displayName':'Ann','gender':2,'extra':'x'}");
        assertThat(result(created).get("userId").asText()).isEqualTo("ann");
        assertThat(result(created).get("name").asText()).isEqualTo("ann.b");
        var found = result(call("/admin/user/get_info", "{'name':'ann.b'}"));
        assertThat(found.get("displayName").asText()).isEqualTo("Ann");
        assertThat(found.get("gender").asInt()).isEqualTo(2);
        var update = "{'flag':9,'userInfo':{'userId':'ann','displayName':'Ann B','mobile':'+49','email':'ignored'}}";
        assertThat(code(call("/admin/user/update", update))).isZero();
        var changed = result(call("/admin/user/get_info", "{'userId':'ann'}"));
        assertThat(changed.get("displayName").asText()).isEqualTo("Ann B");
        assertThat(changed.get("mobile").asText()).isEqualTo("+49");
        assertThat(changed.get("email").asText()).isEmpty();
        assertThat(changed.get("extra").asText()).isEqualTo("x");
        assertThat(changed.get("updateDt").asLong())
                .isGreaterThan(found.get("updateDt").asLong());
    }

    @Test
    void makesAnIdForAUserWithoutOne() throws Exception {
        assertThat(result(call("/admin/user/create", "{'name':'bob'}"))
                        .get("userId")
                        .asText())
                .isNotBlank();
        assertThat(code(call("/admin/user/create", "{'name':'bob'}"))).isEqualTo(251);
    }

    @Test
    void givesATokenThatLetsItsDeviceIn() throws Exception {
        node.user("ann");
        var issued = result(call("/admin/user/get_token", "{'userId':'ann','clientId':'web-1','platform':5}"));
        assertThat(issued.get("userId").asText()).isEqualTo("ann");
        assertThat(node.core.admission().route(issued.get("token").asText(), ""))
                .satisfies(TestNode::done);
        call("/admin/user/create", "{'userId':'bot','name':'bot','type':1}");
        assertThat(code(call("/admin/user/get_token", "{'userId':'bot','clientId':'c'}")))
                .isEqualTo(27);
    }

    @Test
    void answersWithTheNumbersOfTheOldSystem() throws Exception {
        assertThat(code(call("/admin/user/get_info", "{'userId':'nobody'}"))).isEqualTo(253);
        assertThat(code(call("/admin/user/get_token", "{'userId':'nobody','clientId':'c'}")))
                .isEqualTo(253);
        assertThat(code(call("/admin/user/update", "{'flag':1,'userInfo':{'userId':'nobody'}}")))
                .isEqualTo(253);
        assertThat(code(call("/admin/user/get_token", "{'userId':7,'clientId':'c'}")))
                .isEqualTo(251);
        assertThat(code(call("/admin/user/get_info", ""))).isEqualTo(251);
        var unreadable = call("/admin/user/get_info", "{'userId':");
        assertThat(unreadable.statusCode()).isEqualTo(400);
        assertThat(code(unreadable)).isEqualTo(2);
    }

    @Test
    void sendsEveryFieldOfAPayloadToOnlineMembers() throws Exception {
        node.user("ann");
        try (var bob = node.session("bob", "phone")) {
            var sent = call("/admin/message/send", """
                    {'sender':'ann','conv':{'type':0,'target':'bob','line':2},'payload':{'type':3,
                     'searchableContent':'[图片]','pushContent':'push','pushData':'pd','content':'c',
                     'base64edData':'AP8=',
                     'mediaType':1,'remoteMediaUrl':'https://files.example/1','persistFlag':1,'expireDuration':60,
                     'mentionedType':1,'mentionedTarget':['bob'],'extra':'e'}}""");
            var change = bob.nextOf(FrameCase.EVENT).getEvent().getConversation();
            while (!change.hasMessage()) {
                change = bob.nextOf(FrameCase.EVENT).getEvent().getConversation();
            }
            assertThat(change.getConversation()).isEqualTo("d:ann:bob:2");
            assertThat(change.getMessage().getMessageId())
                    .isEqualTo(result(sent).get("messageUid").asLong());
            assertThat(change.getMessage().getSentAtMs())
                    .isEqualTo(result(sent).get("timestamp").asLong());
            assertThat(change.getMessage().getBody())
                    .isEqualTo(Body.newBuilder()
                            .setKind(3)
                            .setText("[图片]")
                            .setPushText("push")
                            .setPushData("pd")
                            .setContent("c")
                            .setData(ByteString.copyFrom(new byte[] {0, (byte) 0xff}))
                            .setMediaType(1)
                            .setMediaUrl("https://files.example/1")
                            .setPersist(Persist.PERSIST_STORED)
                            .setExpireS(60)
                            .setMentionScope(MentionScope.MENTION_NAMED)
                            .addMentioned("bob")
                            .setExtra("e")
                            .build());
        }
    }

    @Test
    void storesARepeatedSendOnce() throws Exception {
        node.user("ann");
        node.user("bob");
        var key = Cid.of(node.time.millis(), 1, 2).toString();
        var first = send(text("bob", "hello"), key);
        var again = send(text("bob", "hello"), key);
        assertThat(result(again)).isEqualTo(result(first));
        assertThat(code(send(text("bob", "other"), key))).isEqualTo(251);
        assertThat(code(send(text("bob", "hello"), "not a uuid"))).isEqualTo(251);
        assertThat(result(call("/admin/message/send", text("bob", "hello")))).isNotEqualTo(result(first));
    }

    private HttpResponse<String> send(String body, String key) throws Exception {
        return call(TestNode.ALL, "/admin/message/send", body, Map.of("Idempotency-Key", key));
    }

    private static String text(String target, String text) {
        return "{'sender':'ann','conv':{'type':0,'target':'" + target + "'},'payload':{'type':1,'searchableContent':'"
                + text + "'}}";
    }

    @Test
    void refusesWhatItCannotSend() throws Exception {
        node.user("ann");
        node.user("bob");
        assertThat(code(call("/admin/message/send", text("nobody", "hi")))).isEqualTo(253);
        assertThat(code(call("/admin/message/send", text("ann", "hi")))).isEqualTo(251);
        assertThat(code(call("/admin/message/send", text("bob", "")))).isEqualTo(10);
        assertThat(code(call("/admin/message/send", text("bob", "x".repeat(10_001)))))
                .isEqualTo(35);
        for (int flag : new int[] {0, 4}) {
            var refused = call(
                    "/admin/message/send",
                    text("bob", "hi").replace("'type':1,", "'type':1,'persistFlag':" + flag + ","));
            assertThat(code(refused)).isEqualTo(254);
            assertThat(json(refused).get("msg").asText()).contains("persistFlag");
        }
        var directed = text("bob", "hi").replace("'sender'", "'toUsers':['bob'],'sender'");
        assertThat(code(call("/admin/message/send", directed))).isEqualTo(254);
        var room = text("bob", "hi").replace("{'type':0", "{'type':2");
        assertThat(code(call("/admin/message/send", room))).isEqualTo(254);
        var noGroup = text("nowhere", "hi").replace("{'type':0", "{'type':1");
        assertThat(code(call("/admin/message/send", noGroup))).isEqualTo(253);
    }

    @Test
    void createsAGroupAndAddsMembers() throws Exception {
        for (var user : List.of("ann", "bob", "cat", "dan")) {
            node.user(user);
        }
        var create = "{'operator':'ann','group':{'group_info':{'target_id':'team','name':'Team'},"
                + "'members':[{'member_id':'bob'}]}}";
        assertThat(result(call("/admin/group/create", create)).get("group_id").asText())
                .isEqualTo("team");
        assertThat(code(call("/admin/group/create", create))).isEqualTo(11);
        assertThat(code(call("/admin/group/create", create.replace("'ann'", "'dan'"))))
                .isEqualTo(11);
        var add = "{'operator':'ann','group_id':'team','members':[{'member_id':'bob'},{'member_id':'cat'}]}";
        assertThat(code(call("/admin/group/member/add", add))).isZero();
        var toGroup = text("team", "hi").replace("{'type':0", "{'type':1");
        assertThat(code(call("/admin/message/send", toGroup.replace("'ann'", "'cat'"))))
                .isZero();
        assertThat(code(call("/admin/message/send", toGroup.replace("'ann'", "'dan'"))))
                .isEqualTo(9);
    }

    @Test
    void refusesUnsignedRequestsAndMissingScopes() throws Exception {
        node.user("ann");
        var unsigned = http.send(
                request("/admin/user/get_info")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(unsigned.statusCode()).isEqualTo(401);
        assertThat(code(unsigned)).isEqualTo(239);
        var missing = call(TestNode.MESSAGES, "/admin/user/get_info", "{'userId':'ann'}", Map.of());
        assertThat(missing.statusCode()).isEqualTo(403);
        assertThat(code(missing)).isEqualTo(248);
        var stranger = new SigningKey("all", new byte[32]);
        var wrong = call(stranger, "/admin/user/get_info", "{'userId':'ann'}", Map.of());
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(code(wrong)).isEqualTo(244);
    }

    @Test
    void refusesARequestOutOfItsTime() throws Exception {
        var signed = signed(TestNode.ALL, "/admin/user/get_info", "{'userId':'ann'}", Map.of());
        node.time.pass(Duration.ofMinutes(6));
        var answer = http.send(signed, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo(243);
    }

    @Test
    void takesTheOldSignatureFromThisMachineOnlyWhereItIsOn() throws Exception {
        assertThat(code(old(node, "the old secret"))).isEqualTo(239);
        try (var tolerant = TestNode.startWithLegacySecret("the old secret")) {
            tolerant.user("ann");
            assertThat(code(old(tolerant, "the old secret"))).isZero();
            assertThat(code(old(tolerant, "a wrong secret"))).isEqualTo(244);
        }
    }

    private HttpResponse<String> old(TestNode to, String secret) throws Exception {
        var timestamp = Long.toString(to.time.millis());
        var sign = MessageDigest.getInstance("SHA-1")
                .digest(("7|" + secret + "|" + timestamp).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.apiPort() + "/admin/user/get_info"))
                .headers(
                        "nonce",
                        "7",
                        "timestamp",
                        timestamp,
                        "sign",
                        HexFormat.of().formatHex(sign))
                .POST(BodyPublishers.ofString("{\"userId\":\"ann\"}"));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void answersProbesHealthAndMetricsUnsigned() throws Exception {
        var health = json(get("/admin/health")).get(0);
        assertThat(health.get("node").asText()).isEqualTo("node-1");
        assertThat(health.at("/cpu/cores").asInt()).isPositive();
        assertThat(health.at("/disk/space").asLong()).isPositive();
        assertThat(get("/metrics").body()).contains("hearth_connections 0");
        assertThat(get("/api/live").statusCode()).isEqualTo(200);
        assertThat(get("/api/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void describesEveryPathItAnswers() throws Exception {
        var paths = json(get("/openapi.json")).get("paths");
        for (var path : paths.properties()) {
            boolean isCall = path.getValue().has("post");
            var answer = isCall ? call(path.getKey(), "{}") : get(path.getKey());
            assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(200);
        }
        assertThat(paths.properties()).hasSize(12);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> call(String path, String body) throws Exception {
        return call(TestNode.ALL, path, body, Map.of());
    }

    private HttpResponse<String> call(SigningKey key, String path, String body, Map<String, String> headers)
            throws Exception {
        return http.send(signed(key, path, body, headers), BodyHandlers.ofString());
    }

    private HttpRequest signed(SigningKey key, String path, String quoted, Map<String, String> headers) {
        var body = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var request = request(path).POST(BodyPublishers.ofByteArray(body));
        new ServerApiSigner(key, node.time, new SecureRandom())
                .sign("POST", path, "", body)
                .forEach(request::header);
        headers.forEach(request::header);
        return request.build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.apiPort() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10));
    }

    private static int code(HttpResponse<String> answer) throws Exception {
        return json(answer).get("code").asInt();
    }

    private static JsonNode result(HttpResponse<String> answer) throws Exception {
        assertThat(code(answer)).as(answer.body()).isZero();
        return json(answer).get("result");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
