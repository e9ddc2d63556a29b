package chat.hearth.gateway.admin.signature;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Verifies the signatures of requests: RFC 9421, and the old scheme where it is switched on.
public final class MessageSignatures {
    /// How far the making of a signature may lie behind or ahead of the server's time.
    public static final Duration WINDOW = Duration.ofMinutes(5);
    /// Requests remembered for twice the window.
    public static final int MOST_NONCES = 500_000;

    private static final Pattern SIGNATURE = Pattern.compile("([a-z][a-z0-9_.*-]{0,31})=:([A-Za-z0-9+/]{43}=):");

    private final ServerApiKeys keys;
    private final InstantSource clock;
    private final Nonces nonces;
    private final @Nullable LegacySignature legacy;

    /// Signatures under these keys.
    ///
    /// @param legacySecret the old scheme's; null = that scheme is not taken
    public MessageSignatures(ServerApiKeys keys, @Nullable String legacySecret, InstantSource clock) {
        this(keys, legacySecret, clock, MOST_NONCES);
    }

    MessageSignatures(ServerApiKeys keys, @Nullable String legacySecret, InstantSource clock, int mostNonces) {
        this.keys = keys;
        this.clock = clock;
        this.nonces = new Nonces(WINDOW.multipliedBy(2), mostNonces, clock);
        this.legacy = legacySecret == null ? null : new LegacySignature(legacySecret, clock);
    }

    /// Judges a request. A genuine one is genuine once.
    public Verdict verify(SignedRequest request) {
        if (request.fields().apply("signature-input").isEmpty() && legacy != null && legacy.isOn(request)) {
            return once(legacy.verify(request), legacy.nonce(request));
        }
        var input = SignatureInput.parse(request.field("signature-input"));
        return input.map(known -> verify(request, known))
                .orElseGet(() -> new Verdict.Unsigned("Signature-Input must be one signature over "
                        + SignatureInput.COMPONENTS + " with created, nonce, keyid and alg=\""
                        + SignatureInput.ALGORITHM + "\"."));
    }

    private Verdict verify(SignedRequest request, SignatureInput input) {
        if (!isInWindow(clock.millis(), input.createdS() * 1000)) {
            return new Verdict.OutOfTime("The signature was made more than " + WINDOW.toMinutes()
                    + " minutes before or after the server's time, " + clock.instant() + ".");
        }
        var digest = request.field("content-digest");
        if (!request.contentDigest().isIn(digest)) {
            return new Verdict.Wrong("Content-Digest is not the sha-256 of the body.");
        }
        var key = keys.find(input.keyId());
        var base = input.base(request.method(), request.path(), request.query(), digest);
        return key.filter(known -> isSigned(known.key(), base, input.label(), request))
                .map(known -> once(new Verdict.Genuine(known), input.keyId() + " " + input.nonce()))
                .orElseGet(() -> new Verdict.Wrong("The signature does not fit, or the key is unknown."));
    }

    private static boolean isSigned(SigningKey key, String base, String label, SignedRequest request) {
        return signature(label, request)
                .filter(given -> MessageDigest.isEqual(given, key.mac(base)))
                .isPresent();
    }

    private static Optional<byte[]> signature(String label, SignedRequest request) {
        var form = SIGNATURE.matcher(request.field("signature"));
        return form.matches() && form.group(1).equals(label)
                ? Optional.of(Base64.getDecoder().decode(form.group(2)))
                : Optional.empty();
    }

    /// Only what is genuine is remembered, so that nobody without a key can fill the memory.
    private Verdict once(Verdict verdict, String nonce) {
        if (!(verdict instanceof Verdict.Genuine)) {
            return verdict;
        }
        return switch (nonces.take(nonce)) {
            case FIRST -> verdict;
            case AGAIN -> new Verdict.Wrong("The nonce was used before.");
            case FULL -> new Verdict.Overloaded();
        };
    }

    static boolean isInWindow(long nowMs, long madeMs) {
        return Math.abs(nowMs - madeMs) <= WINDOW.toMillis();
    }
}
