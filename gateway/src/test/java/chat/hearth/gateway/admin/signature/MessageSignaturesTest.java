package chat.hearth.gateway.admin.signature;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.gateway.MovableTime;
import chat.hearth.gateway.admin.signature.Verdict.Genuine;
import chat.hearth.gateway.admin.signature.Verdict.OutOfTime;
import chat.hearth.gateway.admin.signature.Verdict.Overloaded;
import chat.hearth.gateway.admin.signature.Verdict.Unsigned;
import chat.hearth.gateway.admin.signature.Verdict.Wrong;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSignaturesTest {
    private static final String PATH = "/admin/user/create";
    private static final String QUERY = "dry=1";
    private static final byte[] BODY = "{\"userId\":\"ann\"}".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "a secret of the old system";

    private final MovableTime time = new MovableTime();
    private final SigningKey key = new SigningKey("key-1", "sixteen bytes or more".getBytes(StandardCharsets.US_ASCII));
    private final ServerApiKeys keys = ServerApiKeys.of(List.of(new ServerApiKey(key, Set.of(Scope.USER))));
    private final MessageSignatures signatures = new MessageSignatures(keys, null, time);
    private final ServerApiSigner signer = new ServerApiSigner(key, time, new SecureRandom());

    private static SignedRequest request(String method, String path, String query, byte[] body, Map<String, String> h) {
        return new SignedRequest(method, path, query, fields(h), ContentDigest.of(body), true);
    }

    private static Function<String, List<String>> fields(Map<String, String> headers) {
        var lower = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return name -> lower.getOrDefault(name, List.of());
    }

    private Map<String, String> signed() {
        return new HashMap<>(signer.sign("POST", PATH, QUERY, BODY));
    }

    private Verdict verify(Map<String, String> headers) {
        return signatures.verify(request("POST", PATH, QUERY, BODY, headers));
    }

    @Test
    void takesWhatItsOwnSignerSigned() {
        assertThat(verify(signed())).isEqualTo(new Genuine(new ServerApiKey(key, Set.of(Scope.USER))));
        var empty = signer.sign("POST", PATH, "", new byte[0]);
        assertThat(signatures.verify(request("POST", PATH, "", new byte[0], empty)))
                .isInstanceOf(Genuine.class);
    }

    /// Computed by hand, outside of this program: the base of RFC 9421 §2.5 over the key of its appendix
    /// B.1.5.
    @Test
    void agreesWithAVectorComputedElsewhere() {
        var shared = Base64.getDecoder()
                .decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");
        var known = new MessageSignatures(
                ServerApiKeys.of(
                        List.of(new ServerApiKey(new SigningKey("test-shared-secret", shared), Set.of(Scope.ALL)))),
                null,
                () -> Instant.ofEpochSecond(1_618_884_473));
        var body = "{\"hello\": \"world\"}".getBytes(StandardCharsets.US_ASCII);
        var headers = Map.of(
                "Content-Digest",
                "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
                "Signature-Input",
                "sig-b25=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1618884473;nonce=\"n1\";"
                        + "keyid=\"test-shared-secret\";alg=\"hmac-sha256\"",
                "Signature",
                "sig-b25=:7/1nGWzpkJc/w243wlo8oiBEhKWP4qmnT9S5XwI7vuA=:");
        assertThat(known.verify(request("POST", "/foo", "param=Value&Pet=dog", body, headers)))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void takesComponentsAndParametersInAnyOrder() {
        var parameters = "(\"content-digest\" \"@query\" \"@path\" \"@method\");alg=\"hmac-sha256\";keyid=\"key-1\""
                + ";nonce=\"n\";created=" + time.millis() / 1000;
        var input = SignatureInput.parse("other=" + parameters).orElseThrow();
        var digest = ContentDigest.of(BODY).field();
        var headers = Map.of(
                "content-digest",
                digest,
                "signature-input",
                "other=" + parameters,
                "signature",
                "other=:" + Base64.getEncoder().encodeToString(key.mac(input.base("POST", PATH, QUERY, digest))) + ":");
        assertThat(verify(headers)).isInstanceOf(Genuine.class);
    }

    @Test
    void refusesAChangedRequest() {
        var headers = signed();
        assertThat(signatures.verify(request("PUT", PATH, QUERY, BODY, headers)))
                .isInstanceOf(Wrong.class);
        assertThat(signatures.verify(request("POST", "/admin/user/update", QUERY, BODY, headers)))
                .isInstanceOf(Wrong.class);
        assertThat(signatures.verify(request("POST", PATH, "dry=0", BODY, headers)))
                .isInstanceOf(Wrong.class);
        assertThat(signatures.verify(request("POST", PATH, "", BODY, headers))).isInstanceOf(Wrong.class);
        assertThat(signatures.verify(request("POST", PATH, QUERY, new byte[] {1}, headers)))
                .isInstanceOf(Wrong.class);
        assertThat(verify(headers)).isInstanceOf(Genuine.class);
    }

    @Test
    void refusesABodyThatIsChangedTogetherWithItsDigest() {
        var headers = signed();
        var other = new byte[] {1};
        headers.put("Content-Digest", ContentDigest.of(other).field());
        assertThat(signatures.verify(request("POST", PATH, QUERY, other, headers)))
                .isInstanceOf(Wrong.class);
    }

    @Test
    void takesANonceOnce() {
        var headers = signed();
        assertThat(verify(headers)).isInstanceOf(Genuine.class);
        assertThat(verify(headers)).isInstanceOf(Wrong.class);
        time.pass(MessageSignatures.WINDOW);
        assertThat(verify(headers)).isInstanceOf(Wrong.class);
    }

    @Test
    void takesFiveMinutesEitherWayAndNoMore() {
        var early = signed();
        var late = signed();
        time.pass(MessageSignatures.WINDOW);
        assertThat(verify(early)).isInstanceOf(Genuine.class);
        time.pass(Duration.ofSeconds(1));
        assertThat(verify(late)).isInstanceOf(OutOfTime.class);
        var ahead = signed();
        time.pass(MessageSignatures.WINDOW.plusSeconds(1).negated());
        assertThat(verify(ahead)).isInstanceOf(OutOfTime.class);
        time.pass(Duration.ofSeconds(1));
        assertThat(verify(ahead)).isInstanceOf(Genuine.class);
    }

    @Test
    void refusesUnknownKeysAndOtherSecrets() {
        var secret = "another secret, long enough".getBytes(StandardCharsets.US_ASCII);
        for (var id : List.of("key-1", "key-2")) {
            var stranger = new ServerApiSigner(new SigningKey(id, secret), time, new SecureRandom());
            assertThat(verify(stranger.sign("POST", PATH, QUERY, BODY))).isInstanceOf(Wrong.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sig1=()",
                "sig1=(\"@method\" \"@path\" \"@query\");created=1;nonce=\"n\";keyid=\"key-1\";alg=\"hmac-sha256\"",
                "sig1=(\"@method\" \"@path\" \"@query\" \"@query\")"
                        + ";created=1;nonce=\"n\";keyid=\"key-1\";alg=\"hmac-sha256\"",
                "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1;nonce=\"n\";keyid=\"key-1\"",
                "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\")"
                        + ";created=\"1\";nonce=\"n\";keyid=\"key-1\";alg=\"hmac-sha256\"",
                "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\")"
                        + ";created=1;nonce=5;keyid=\"key-1\";alg=\"hmac-sha256\"",
                "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\")"
                        + ";created=1;nonce=\"a;b=c\";keyid=\"k\";alg=\"hmac-sha256\"",
                "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\")"
                        + ";created=1;nonce=\"n\";keyid=\"key-1\";alg=\"rsa-pss-sha512\"",
            })
    void refusesEveryOtherFormOfSignatureInput(String field) {
        var headers = signed();
        headers.put("Signature-Input", field);
        assertThat(verify(headers)).isInstanceOf(Unsigned.class);
    }

    @Test
    void refusesAComponentTwiceInPlaceOfAnother() {
        var headers = signed();
        headers.computeIfPresent("Signature-Input", (_, value) -> value.replace("@query", "@path"));
        assertThat(verify(headers)).isInstanceOf(Unsigned.class);
    }

    @Test
    void refusesASignatureOfAnotherLabelOrNone() {
        var headers = signed();
        headers.computeIfPresent("Signature", (_, value) -> value.replace("sig1", "sig2"));
        assertThat(verify(headers)).isInstanceOf(Wrong.class);
        headers.remove("Signature");
        assertThat(verify(headers)).isInstanceOf(Wrong.class);
    }

    @Test
    void refusesRatherThanForgetsWhenItsMemoryIsFull() {
        var small = new MessageSignatures(keys, null, time, 1);
        assertThat(small.verify(request("POST", PATH, QUERY, BODY, signed()))).isInstanceOf(Genuine.class);
        assertThat(small.verify(request("POST", PATH, QUERY, BODY, signed()))).isInstanceOf(Overloaded.class);
        time.pass(MessageSignatures.WINDOW.multipliedBy(2));
        assertThat(small.verify(request("POST", PATH, QUERY, BODY, signed()))).isInstanceOf(Genuine.class);
    }

    @Test
    void takesTheOldSchemeOnlyWhereItIsOn() {
        assertThat(verify(oldHeaders("7", SECRET))).isInstanceOf(Unsigned.class);
        assertThat(verifyOld(oldHeaders("7", SECRET), true)).isInstanceOf(Genuine.class);
    }

    @Test
    void takesTheOldSchemeOnlyProtectedInTimeAndOnce() {
        assertThat(verifyOld(oldHeaders("1", SECRET), false)).isInstanceOf(Unsigned.class);
        assertThat(verifyOld(oldHeaders("2", "another secret"), true)).isInstanceOf(Wrong.class);
        var headers = oldHeaders("3", SECRET);
        time.pass(MessageSignatures.WINDOW.plusMillis(1));
        assertThat(verifyOld(headers, true)).isInstanceOf(OutOfTime.class);
        var old = new MessageSignatures(keys, SECRET, time);
        var again = request("POST", PATH, QUERY, BODY, oldHeaders("4", SECRET));
        assertThat(old.verify(again)).isInstanceOf(Genuine.class);
        assertThat(old.verify(again)).isInstanceOf(Wrong.class);
    }

    @Test
    void takesTheSignedSchemeBesideTheOldOne() {
        var both = new MessageSignatures(keys, SECRET, time);
        assertThat(both.verify(request("POST", PATH, QUERY, BODY, signed()))).isInstanceOf(Genuine.class);
        assertThat(both.verify(request("POST", PATH, QUERY, BODY, Map.of()))).isInstanceOf(Unsigned.class);
    }

    private Verdict verifyOld(Map<String, String> headers, boolean isProtected) {
        var request = new SignedRequest("POST", PATH, QUERY, fields(headers), ContentDigest.of(BODY), isProtected);
        return new MessageSignatures(keys, SECRET, time).verify(request);
    }

    private Map<String, String> oldHeaders(String nonce, String secret) {
        var timestamp = Long.toString(time.millis());
        return Map.of(
                "Nonce", nonce,
                "Timestamp", timestamp,
                "Sign", LegacySignature.sha1(nonce + "|" + secret + "|" + timestamp));
    }
}
