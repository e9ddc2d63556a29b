package chat.hearth.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketAddressesTest {
    private static final PublicOrigin SECURE =
            PublicOrigin.parse("https://chat.test:8443").orElseThrow();
    private static final PublicOrigin PLAIN =
            PublicOrigin.parse("http://localhost:8080").orElseThrow();

    @Test
    void areThoseOfThePageUnlessPortsOfTheirOwnAreAnnounced() {
        assertThat(SocketAddresses.OF_THE_PAGE.of(SECURE)).isEqualTo("wss://chat.test:8443/ws");
        assertThat(SocketAddresses.OF_THE_PAGE.of(PLAIN)).isEqualTo("ws://localhost:8080/ws");
    }

    @Test
    void followTheSchemeOfThePage() {
        var both = new SocketAddresses("", 8083, 8084);
        var plainOnly = new SocketAddresses("", 8083, 0);

        assertThat(both.of(SECURE)).isEqualTo("wss://chat.test:8084/ws");
        assertThat(both.of(PLAIN)).isEqualTo("ws://localhost:8083/ws");
        assertThat(plainOnly.of(SECURE)).as("never a plain address").isEqualTo("wss://chat.test:8443/ws");
    }

    @Test
    void nameTheHostThatIsAnnounced() {
        assertThat(new SocketAddresses("node1.test", 0, 8084).of(SECURE)).isEqualTo("wss://node1.test:8084/ws");
        assertThat(new SocketAddresses("2001:db8::1", 8083, 0).of(PLAIN)).isEqualTo("ws://[2001:db8::1]:8083/ws");
        assertThat(SocketAddresses.OF_THE_PAGE.of(
                        PublicOrigin.parse("https://[2001:db8::1]").orElseThrow()))
                .isEqualTo("wss://[2001:db8::1]/ws");
        assertThat(new SocketAddresses("", 0, 8084)
                        .of(PublicOrigin.parse("https://[2001:db8::1]").orElseThrow()))
                .isEqualTo("wss://[2001:db8::1]:8084/ws");
    }
}
