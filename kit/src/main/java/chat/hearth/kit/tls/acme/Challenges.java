package chat.hearth.kit.tls.acme;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the plain port answers to an authority that wants to see whether a name is ours (HTTP-01, RFC 8555
/// §8.3). Answers are there only while an order is under way.
public final class Challenges {
    /// Below it each token has its answer.
    public static final String PATH = "/.well-known/acme-challenge/";

    private static final int MOST = 100;

    private final Map<String, String> answersByToken = new ConcurrentHashMap<>();

    /// The answer for a path below [#PATH]; null when nobody is expected to ask.
    public @Nullable String answer(String path) {
        return path.startsWith(PATH) ? answersByToken.get(path.substring(PATH.length())) : null;
    }

    void expect(String token, String answer) {
        if (answersByToken.size() >= MOST || !token.matches("[A-Za-z0-9_-]{1,256}")) {
            throw IssueFailed.refused("the authority's tokens are too many, or of a form that RFC 8555 forbids", null);
        }
        answersByToken.put(token, answer);
    }

    void forget(String token) {
        answersByToken.remove(token);
    }
}
