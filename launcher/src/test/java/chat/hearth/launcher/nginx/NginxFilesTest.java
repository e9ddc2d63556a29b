package chat.hearth.launcher.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.launcher.StartRefused;
import chat.hearth.suite.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxFilesTest {
    private static final Path SAMPLE = Checkout.root().resolve("docs/deployment/topology.toml");
    private static final List<String> PROXIES = List.of("127.0.0.1");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void writesHttp2AsTheVersionTakesIt() {
        for (var old : List.of("1.18.0", "1.22.1", "1.25.0")) {
            assertThat(front(Way.D4, old)).contains("listen 443 ssl http2;").doesNotContain("http2 on;");
        }
        for (var modern : List.of("1.25.1", "1.26.0", "2.0")) {
            assertThat(front(Way.D4, modern)).contains("http2 on;").doesNotContain("ssl http2");
        }
        assertThat(front(Way.D4, "1.18.0")).doesNotContain("ssl_reject_handshake");
    }

    @Test
    void sendsWhatHearthNeedsAndNothingOfTheOldFaults() {
        for (var way : Way.values()) {
            var text = front(way, "1.22.1");
            assertThat(text)
                    .contains(
                            "proxy_set_header Host $http_host;",
                            "proxy_set_header X-Forwarded-For $remote_addr;",
                            "proxy_set_header X-Forwarded-Proto $scheme;",
                            "proxy_set_header Upgrade $http_upgrade;",
                            "proxy_set_header Connection $hearth_connection;",
                            "client_max_body_size 100m;",
                            "return 308 https://$host$request_uri;",
                            "ssl_protocols TLSv1.2 TLSv1.3;",
                            "location = /route {",
                            "proxy_read_timeout 3600s;")
                    .doesNotContain("ssl on;", "TLSv1;", "Access-Control", "$proxy_add_x_forwarded_for");
            assertThat(text.split("map \\$http_upgrade", -1)).as("defined once").hasSize(2);
            assertThat(text.split("upstream hearth_im", -1)).as("defined once").hasSize(2);
        }
    }

    @Test
    void showsTheSocketsWhereTheWaySaysAndAllowsThem() {
        var policy = "connect-src 'self' wss://node1.im.chat.test:8084 wss://node2.im.chat.test:8084";
        assertThat(files(Way.D3, "1.22.1")).containsOnlyKeys("hearth.conf", "node1.toml", "node2.toml", "node3.toml");
        assertThat(front(Way.D3, "1.22.1")).contains(policy).doesNotContain("listen 8084");
        assertThat(files(Way.D4, "1.22.1").get("node2.conf"))
                .contains("listen 8084 ssl", "server_name node2.im.chat.test;", "proxy_pass http://127.0.0.12:8083;");
        assertThat(front(Way.D4, "1.22.1")).contains(policy).doesNotContain("listen 8084");
        assertThat(front(Way.D5, "1.22.1")).doesNotContain("8084", "Content-Security-Policy");
        assertThat(front(Way.D2, "1.22.1")).contains("listen 8084 ssl");
    }

    @Test
    void writesKeysThatFitBehind() {
        assertThat(files(Way.D3, "1.22.1").get("node1.toml"))
                .contains("announce_host = \"node1.im.chat.test\"", "secure_websocket_port = 8084", "[tls]");
        assertThat(files(Way.D4, "1.22.1").get("node1.toml"))
                .contains("announce_secure_websocket_port = 8084", "trusted = [\"127.0.0.1\"]")
                .doesNotContain("[tls]");
        assertThat(files(Way.D5, "1.22.1").get("node1.toml")).doesNotContain("[im]");
    }

    @Test
    void asksForTlsOnlyNeverUnderNamesThatNobodyCertifies() throws IOException {
        var hsts = Files.writeString(folder.resolve("public.toml"), """
                names.page = "chat.example.com"
                tls.hsts = true
                [[node]]
                id = 1
                name = "node1.local"
                """);
        var text = NginxFiles.of(TopologyFile.read(hsts), Way.D2, version("1.22.1"), PROXIES)
                .textByName()
                .getOrDefault("hearth.conf", "");

        assertThat(text.split("Strict-Transport-Security", -1))
                .as("on the page alone")
                .hasSize(2);
        assertThat(front(Way.D2, "1.22.1")).doesNotContain("Strict-Transport-Security");
    }

    @Test
    void refusesATopologyThatCannotBeMeant() throws IOException {
        var node = "[[node]]\nid = 1\nname = \"n1.test\"\n";
        var page = "names.page = \"chat.test\"\n";
        refuses("there is no [[node]]", page);
        refuses("names.page", node);
        refuses("two nodes have the id 1", page + node + "[[node]]\nid = 1\nname = \"n2.test\"\n");
        refuses("two nodes are called n1.test", page + node + "[[node]]\nid = 2\nname = \"n1.test\"\n");
        refuses("unknown key node.port", page + node + "port = 1\n");
        refuses("node.http", page + node + "http = 70000\n");
        refuses("node.address", page + node + "address = \"127.0.0.1; return 200\"\n");
        refuses(":1: not valid TOML", "names page\n");
    }

    private void refuses(String why, String text) throws IOException {
        var file = Files.writeString(folder.resolve("topology.toml"), text);
        assertThatThrownBy(() -> TopologyFile.read(file))
                .as(text)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(why);
    }

    private static String front(Way way, String version) {
        return files(way, version).getOrDefault("hearth.conf", "");
    }

    private static Map<String, String> files(Way way, String version) {
        return NginxFiles.of(TopologyFile.read(SAMPLE), way, version(version), PROXIES)
                .textByName();
    }

    private static NginxVersion version(String text) {
        return NginxVersion.parse(text).orElseThrow();
    }
}
