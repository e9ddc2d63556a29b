package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.0/23, 10.1.3.255, true",
        "10.1.2.0/23, 10.1.4.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.6/31, 192.0.2.7, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::1/128, ::1, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fd00::/8, fdff::2, true",
        "fd00::/8, fe80::2, false",
        "10.0.0.0/8, ::ffff:10.0.0.1, true",
        "10.0.0.0/8, localhost, false",
        "10.0.0.0/8, '', false",
        "10.0.0.0/8, 10.1, false"
    })
    void containsTheAddressesOfItsRange(String network, String address, boolean isContained) {
        assertThat(Network.parse(network).contains(address)).isEqualTo(isContained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.1/8",
                "10/8",
                "localhost",
                "example.com/24",
                "::1/129",
                "fd00::1/8",
                "10.0.0.256",
                "012.0.0.1x",
                "10.0.0.0/ 8",
                "fe80::1%eth0"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(Network.isNetwork(text)).isFalse();
    }
}
