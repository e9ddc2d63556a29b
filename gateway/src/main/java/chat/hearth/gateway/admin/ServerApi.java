package chat.hearth.gateway.admin;

import chat.hearth.core.Core;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.outcome.StoreFault;
import chat.hearth.gateway.admin.signature.ContentDigest;
import chat.hearth.gateway.admin.signature.MessageSignatures;
import chat.hearth.gateway.admin.signature.Scope;
import chat.hearth.gateway.admin.signature.SignedRequest;
import chat.hearth.gateway.admin.signature.Verdict;
import chat.hearth.kit.http.Client;
import chat.hearth.kit.http.Endpoint;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import chat.hearth.kit.http.Router;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The routes of the server API, each behind signature and scope.
public final class ServerApi {
    private static final Logger LOG = LoggerFactory.getLogger(ServerApi.class);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final MessageSignatures signatures;
    private final Map<String, ScopedCall> calls = new LinkedHashMap<>();

    /// A call and the scope its caller needs.
    private record ScopedCall(Scope scope, Call call) {}

    /// The API of a core.
    public ServerApi(Core core, MessageSignatures signatures, InstantSource clock) {
        this.signatures = signatures;
        var users = new UserCalls(core.users(), core.tokens());
        var messages = new MessageCalls(core.users(), core.conversations(), core.messages(), clock);
        var groups = new GroupCalls(core.users(), core.conversations());
        calls.put("/admin/user/create", new ScopedCall(Scope.USER, Call.of(users::create)));
        calls.put("/admin/user/update", new ScopedCall(Scope.USER, Call.of(users::update)));
        calls.put("/admin/user/get_info", new ScopedCall(Scope.USER, Call.of(users::find)));
        calls.put("/admin/user/get_token", new ScopedCall(Scope.USER, Call.of(users::token)));
        calls.put("/admin/message/send", new ScopedCall(Scope.MESSAGE, messages::send));
        calls.put("/admin/group/create", new ScopedCall(Scope.GROUP, Call.of(groups::create)));
        calls.put("/admin/group/member/add", new ScopedCall(Scope.GROUP, Call.of(groups::addMembers)));
    }

    /// The paths of signed calls.
    Set<String> paths() {
        return calls.keySet();
    }

    /// Adds the signed calls.
    public void addTo(Router.Builder router) {
        calls.forEach((path, call) -> router.post(path, signed(call)));
        router.get("/openapi.json", _ -> Response.json(OpenApi.text()));
    }

    private Endpoint signed(ScopedCall scoped) {
        return request -> switch (signatures.verify(signedRequest(request))) {
            case Verdict.Unsigned(String why) -> Envelope.unauthorized(OldNumbers.NOT_SIGNED, why);
            case Verdict.OutOfTime(String why) -> Envelope.unauthorized(OldNumbers.SIGNATURE_EXPIRED, why);
            case Verdict.Wrong(String why) -> Envelope.unauthorized(OldNumbers.SIGNATURE_WRONG, why);
            case Verdict.Overloaded _ -> Envelope.busy("Too many signed requests in the last minutes.");
            case Verdict.Genuine(var key) ->
                key.allows(scoped.scope())
                        ? answer(scoped.call(), request)
                        : Envelope.forbidden("Key " + key.key() + " lacks the scope "
                                + scoped.scope().text() + ".");
        };
    }

    /// The outermost edge of the calls: nothing they throw may leave a program without an envelope.
    private static Response answer(Call call, Request request) {
        try {
            var text = request.body().length() == 0 ? "{}" : request.body().text();
            var key = request.headers().first("idempotency-key");
            return Envelope.of(call.answer(Fields.of(JSON.readTree(text)), key == null ? "" : key));
        } catch (JsonProcessingException unreadable) {
            return Envelope.unreadable("the body is not JSON: " + unreadable.getOriginalMessage());
        } catch (Fields.Malformed malformed) {
            return Envelope.malformed(String.valueOf(malformed.getMessage()));
        } catch (RuntimeException fault) {
            return failed(request, fault);
        }
    }

    private static Response failed(Request request, RuntimeException thrown) {
        var fault = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (fault instanceof StoreFault known) {
            return Envelope.refused(Refusal.of(known.code()));
        }
        LOG.atError()
                .setCause(fault)
                .addKeyValue("request", request.id())
                .addKeyValue("path", request.path())
                .log("a call of the server API failed");
        return Envelope.fault(request.id());
    }

    private static SignedRequest signedRequest(Request request) {
        return new SignedRequest(
                request.method(),
                request.path(),
                request.target().query(),
                request.headers()::all,
                ContentDigest.of(request.body().bytes()),
                isProtected(request.client()));
    }

    private static boolean isProtected(Client client) {
        return client.scheme().equals("https") || isThisMachine(client);
    }

    private static boolean isThisMachine(Client client) {
        try {
            return !client.isProxied()
                    && InetAddress.ofLiteral(client.address()).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
