package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsHopsTest {
    private static final String SECURE_PAGE = "server.public_origins = [\"https://chat.test\"]\n";
    private static final String OWN_TLS = "tls.certificate = \"chat.pem\"\n";
    private static final String PROXY = "proxy.trusted = [\"127.0.0.1\"]\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesAllOrNothing() throws IOException {
        for (var whole : List.of(
                "",
                "websocket_port = 8083\n",
                OWN_TLS,
                OWN_TLS + SECURE_PAGE,
                OWN_TLS + SECURE_PAGE + "websocket_port = 8083\nsecure_websocket_port = 8084\n",
                PROXY + SECURE_PAGE,
                PROXY + SECURE_PAGE + "websocket_port = 8083\nim.announce_secure_websocket_port = 8084\n",
                PROXY + "server.public_origins = [\"https://chat.test\", \"http://localhost:8080\"]\n")) {
            assertThat(lines(whole)).as(whole).isEmpty();
        }
    }

    @Test
    void namesTheHopThatWouldBePlain() throws IOException {
        refuses("hop 1 (the page)", SECURE_PAGE);
        refuses("hop 1 (the page)", OWN_TLS + "server.public_origins = [\"http://chat.test\"]\n");
        refuses("hop 1 (the page)", PROXY + "server.public_origins = [\"https://chat.test\", \"http://chat.test\"]\n");
        refuses("hop 4 (the WebSocket)", OWN_TLS + "websocket_port = 8083\n");
        refuses("hop 4 (the WebSocket)", PROXY + SECURE_PAGE + "websocket_port = 8083\n");
        refuses("hop 4 (the WebSocket)", PROXY + SECURE_PAGE + "websocket_proxy_port = 9083\n");
        refuses("hop 4 (the WebSocket)", "secure_websocket_port = 8084\n");
    }

    @Test
    void refusesAProxyHeaderThatNobodyMaySend() throws IOException {
        refuses("needs proxy.trusted", "im.websocket_proxy_protocol = true\n");
    }

    private void refuses(String hop, String text) throws IOException {
        assertThat(lines(text)).as(text).singleElement().asString().contains(hop);
    }

    private List<String> lines(String text) throws IOException {
        var file = Files.writeString(folder.resolve("hearth.toml"), text);
        return Configurations.linesOf(HearthSchema.SCHEMA.resolve(new Sources(file, Map.of(), List.of())));
    }
}
