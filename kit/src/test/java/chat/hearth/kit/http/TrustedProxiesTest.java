package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
    private static final String PROXY = "10.0.0.1";
    private static final String STRANGER = "203.0.113.7";
    private static final TrustedProxies PROXIES = TrustedProxies.of(List.of("10.0.0.0/8", "fd00::/8"));

    @Test
    void believesNoHeaderOfAStranger() {
        assertThat(client(STRANGER, "x-forwarded-for", "1.1.1.1")).isEqualTo(STRANGER);
        assertThat(client(STRANGER, "x-real-ip", "1.1.1.1")).isEqualTo(STRANGER);
        assertThat(client(STRANGER, "forwarded", "for=1.1.1.1")).isEqualTo(STRANGER);
        assertThat(PROXIES.scheme(STRANGER, "http", headers("x-forwarded-proto", "https")))
                .isEqualTo("http");
        assertThat(TrustedProxies.none().clientAddress(PROXY, headers("x-real-ip", "1.1.1.1")))
                .isEqualTo(PROXY);
    }

    @Test
    void takesTheAddressThatATrustedProxyTells() {
        assertThat(client(PROXY, "x-forwarded-for", STRANGER)).isEqualTo(STRANGER);
        assertThat(client(PROXY, "x-real-ip", STRANGER)).isEqualTo(STRANGER);
        assertThat(client(PROXY, "forwarded", "for=" + STRANGER + ";proto=https;by=10.0.0.1"))
                .isEqualTo(STRANGER);
        assertThat(client(PROXY, "forwarded", "proto=https;For=\"[2001:db8::7]:4711\""))
                .isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(client("fd00:0:0:0:0:0:0:1", "x-forwarded-for", "2001:db8::7"))
                .isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(client(PROXY, "x-forwarded-for", STRANGER + ":4711")).isEqualTo(STRANGER);
    }

    @Test
    void stepsOverItsOwnProxiesFromTheNearEnd() {
        assertThat(client(PROXY, "x-forwarded-for", STRANGER + ", 10.2.0.1, 10.3.0.1"))
                .isEqualTo(STRANGER);
        assertThat(client(PROXY, "x-forwarded-for", STRANGER, "x-forwarded-for", "10.2.0.1"))
                .isEqualTo(STRANGER);
    }

    @Test
    void ignoresWhatTheClientItselfPutInFront() {
        assertThat(client(PROXY, "x-forwarded-for", "1.1.1.1, 127.0.0.1, " + STRANGER))
                .isEqualTo(STRANGER);
        assertThat(client(PROXY, "x-forwarded-for", "10.9.9.9, " + STRANGER)).isEqualTo(STRANGER);
        assertThat(client(PROXY, "forwarded", "for=1.1.1.1, for=" + STRANGER)).isEqualTo(STRANGER);
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(client(PROXY, "x-forwarded-for", STRANGER + ", unknown, 10.2.0.1"))
                .isEqualTo("10.2.0.1");
        assertThat(client(PROXY, "x-forwarded-for", "unknown")).isEqualTo(PROXY);
        assertThat(client(PROXY, "x-forwarded-for", "")).isEqualTo(PROXY);
        assertThat(client(PROXY, "forwarded", "for=_hidden")).isEqualTo(PROXY);
        assertThat(client(PROXY, "forwarded", "by=10.0.0.1")).isEqualTo(PROXY);
    }

    @Test
    void takesHeadersThatAgree() {
        assertThat(client(PROXY, "x-forwarded-for", "1.1.1.1, " + STRANGER, "x-real-ip", STRANGER))
                .isEqualTo(STRANGER);
    }

    @Test
    void fallsBackToTheProxyWhenAClientSlipsInAHeaderOfItsOwn() {
        assertThat(client(PROXY, "x-forwarded-for", "1.1.1.1", "x-real-ip", STRANGER))
                .isEqualTo(PROXY);
        assertThat(client(PROXY, "x-forwarded-for", STRANGER, "forwarded", "for=1.1.1.1"))
                .isEqualTo(PROXY);
        assertThat(client(PROXY, "x-real-ip", "1.1.1.1", "x-real-ip", STRANGER, "x-forwarded-for", "2.2.2.2"))
                .isEqualTo(PROXY);
    }

    @Test
    void readsNoMoreThanABoundedNumberOfHops() {
        String chain = STRANGER + ", 10.2.0.1".repeat(5000);
        assertThat(client(PROXY, "x-forwarded-for", chain)).isEqualTo("10.2.0.1");
    }

    @Test
    void takesTheSchemeOfATrustedProxyOnlyWhenItIsOne() {
        assertThat(PROXIES.scheme(PROXY, "http", headers("x-forwarded-proto", "HTTPS")))
                .isEqualTo("https");
        assertThat(PROXIES.scheme(PROXY, "http", headers("x-forwarded-proto", "gopher")))
                .isEqualTo("http");
        assertThat(PROXIES.scheme(PROXY, "http", Headers.none())).isEqualTo("http");
    }

    private static String client(String peer, String... fields) {
        return PROXIES.clientAddress(peer, headers(fields));
    }

    private static Headers headers(String... fields) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (int index = 0; index < fields.length; index += 2) {
            entries.add(Map.entry(fields[index], fields[index + 1]));
        }
        return Headers.of(entries);
    }
}
