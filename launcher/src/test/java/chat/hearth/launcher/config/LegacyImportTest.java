package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyImportTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void translatesAWholeFileToOneThatIsAccepted() throws IOException {
        LegacyImport.Translation translation = LegacyImport.translate("""
                # IM server
                server.ip im.example.com
                port 1883
                http_port = 80
                local_port=8088
                http.admin.port 18081
                http.admin.secret_key correct#horse
                websocket_port 8083
                secure_websocket_port 8084
                jks_path /etc/im/node.jks   # the key store
                key_store_password "battery # staple" # quoted
                key_manager_password	tabbed
                client.request_rate_limit 200
                """);

        assertThat(translation.toml()).isEqualTo("""
                # Translated from the old system. It may hold passwords: chmod 600.

                [im]
                announce_host = "im.example.com"
                legacy_secret = "correct#horse"
                legacy_signature = true
                secure_websocket_port = 8084
                server_api_port = 18081
                websocket_port = 8083

                [limits]
                sends_per_5s = 200

                [server]
                port = 8088

                [tls]
                key_password = "tabbed"
                key_store = "/etc/im/node.jks"
                key_store_password = "battery # staple"
                """);
        assertThat(translation.carried())
                .hasSize(10)
                .contains(new LegacyImport.Carried(10, "jks_path", "tls.key_store"));
        assertThat(translation.notCarried())
                .extracting(LegacyImport.NotCarried::legacyKey)
                .containsExactly("port", "http_port");
        Path file = Files.writeString(folder.resolve("hearth.toml"), translation.toml());
        assertThat(Configurations.linesOf(Configurations.file(file))).isEmpty();
    }

    @Test
    void neverTakesATrailingCommentForAPartOfTheValue() {
        for (String line : new String[] {
            "jks_path /x.jks  # comment",
            "jks_path /x.jks # c # d",
            "jks_path=/x.jks\t#c",
            "jks_path = /x.jks #",
            "  jks_path   \"/x.jks\"   # \"comment\"",
            "jks_path /x.jks\r"
        }) {
            assertThat(LegacyImport.translate(line).toml()).as(line).endsWith("[tls]\nkey_store = \"/x.jks\"\n");
        }
    }

    @Test
    void namesKeysWithoutValueAndLinesThatAreNone() {
        LegacyImport.Translation translation = LegacyImport.translate("jks_path # nothing\n\"odd\" 1\nlocal_port\n");

        assertThat(translation.carried()).isEmpty();
        assertThat(translation.notCarried())
                .containsExactly(
                        new LegacyImport.NotCarried(1, "jks_path", "has no value"),
                        new LegacyImport.NotCarried(2, "", "not a line of the form \"key value\""),
                        new LegacyImport.NotCarried(3, "local_port", "has no value"));
    }

    @Test
    void namesValuesThatDoNotFitAndWhatIsAllowed() {
        assertThat(LegacyImport.translate("local_port many\nserver.ip 0.0.0.0\nhttp.admin.secret_key 123456")
                        .notCarried())
                .containsExactly(
                        new LegacyImport.NotCarried(
                                1, "local_port", "server.port must be a whole number from 0 to 65535"),
                        new LegacyImport.NotCarried(
                                2,
                                "server.ip",
                                "im.announce_host must be a host name or an IP address that clients can dial"
                                        + " (0.0.0.0 is none)"),
                        new LegacyImport.NotCarried(
                                3,
                                "http.admin.secret_key",
                                "im.legacy_secret is a default that everybody knows; choose another"));
    }

    @Test
    void givesAReasonForKnownAndUnknownKeysOfTheOldSystem() {
        assertThat(LegacyImport.translate("node_id 1\nmessage.recall_time_limit 60\nweather sunny")
                        .notCarried())
                .containsExactly(
                        new LegacyImport.NotCarried(1, "node_id", "nodes number themselves"),
                        new LegacyImport.NotCarried(2, "message.recall_time_limit", "this version has no such setting"),
                        new LegacyImport.NotCarried(3, "weather", "not a key that is known of the old system"));
    }

    @Test
    void letsTheLastOfSeveralLinesWinAsTheOldSystemDoes() {
        LegacyImport.Translation translation = LegacyImport.translate("local_port 80\nlocal_port 81");

        assertThat(translation.toml()).contains("port = 81");
        assertThat(translation.notCarried())
                .containsExactly(new LegacyImport.NotCarried(1, "local_port", "set again at line 2"));
    }

    @Test
    void keepsSecretsOutOfTheLists() {
        LegacyImport.Translation translation = LegacyImport.translate("key_store_password hunter77\nhunter78\n");

        assertThat(translation.toml()).contains("hunter77");
        assertThat(translation.carried().toString()).doesNotContain("hunter77");
    }
}
