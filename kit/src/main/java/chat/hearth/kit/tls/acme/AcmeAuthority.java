package chat.hearth.kit.tls.acme;

import chat.hearth.kit.tls.Roots;
import chat.hearth.kit.tls.ServerCertificate;
import chat.hearth.kit.tls.local.Keys;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;

/// An authority that speaks ACME, and is shown by HTTP-01 that names are ours.
///
/// @param directory where it says what it offers; https
/// @param email whom it may write to; empty for nobody
/// @param roots who may certify the authority's own address
/// @param folder has our account's key
public record AcmeAuthority(URI directory, String email, Roots roots, AcmeFolder folder, Challenges challenges)
        implements CertificateAuthority {
    private static final Duration REQUEST = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MOST_IN_CHAIN = 10;
    private static final int MOST_TOLD = 500;

    @Override
    public ServerCertificate issue(List<String> names) throws InterruptedException {
        try {
            Order order = order(names);
            // As many as were asked for, whatever the authority lists.
            for (Authorization authorization :
                    order.getAuthorizations().stream().limit(names.size()).toList()) {
                prove(authorization);
            }
            order.waitUntilReady(PATIENCE);
            KeyPair key = Keys.fresh();
            order.execute(key);
            if (order.waitForCompletion(PATIENCE) != Status.VALID) {
                throw IssueFailed.refused("the order ended badly: " + told(order.getError()), null);
            }
            List<X509Certificate> chain = order.getCertificate().getCertificateChain();
            return new ServerCertificate(
                    key.getPrivate(), chain.subList(0, Math.min(chain.size(), MOST_IN_CHAIN)), folder.issuedFile());
        } catch (AcmeNetworkException e) {
            throw IssueFailed.unreachable(directory + " cannot be reached: " + shortened(e.getCause()), e);
        } catch (AcmeRateLimitedException e) {
            throw IssueFailed.tooOften(shortened(e), e.getRetryAfter().orElse(null), e);
        } catch (AcmeException e) {
            throw IssueFailed.refused(shortened(e), e);
        }
    }

    private Order order(List<String> names) throws AcmeException {
        Session session = new Session(directory, new TrustingProvider(roots));
        session.networkSettings().setTimeout(REQUEST);
        // An account that is there already is found by its key.
        AccountBuilder account = new AccountBuilder().agreeToTermsOfService().useKeyPair(folder.accountKey());
        if (!email.isEmpty()) {
            account.addEmail(email);
        }
        return account.create(session).newOrder().domains(names).create();
    }

    private void prove(Authorization authorization) throws AcmeException, InterruptedException {
        if (authorization.getStatus() == Status.VALID) {
            return;
        }
        String name = authorization.getIdentifier().toString();
        Http01Challenge challenge = authorization
                .findChallenge(Http01Challenge.class)
                .orElseThrow(() -> IssueFailed.refused("the authority offers no HTTP-01 for " + name, null));
        challenges.expect(challenge.getToken(), challenge.getAuthorization());
        try {
            challenge.trigger();
            if (authorization.waitForCompletion(PATIENCE) != Status.VALID) {
                challenge.fetch();
                throw IssueFailed.refused(
                        "the authority did not find us at http://" + name + Challenges.PATH
                                + "; its port 80 must lead to tls.redirect_port. It says: "
                                + told(challenge.getError()),
                        null);
            }
        } finally {
            challenges.forget(challenge.getToken());
        }
    }

    private static String told(Optional<Problem> problem) {
        return problem.map(AcmeAuthority::shortened).orElse("nothing in time");
    }

    private static String shortened(@Nullable Object said) {
        String line = String.valueOf(said).replaceAll("\\p{Cntrl}+", " ");
        return line.substring(0, Math.min(line.length(), MOST_TOLD));
    }
}
