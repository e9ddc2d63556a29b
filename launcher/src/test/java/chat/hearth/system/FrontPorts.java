package chat.hearth.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// The ports of one nginx in front of one Hearth, and the files for them.
///
/// @param https of nginx, as all but the last two
/// @param hearth Hearth's public port
/// @param ws Hearth's WebSocket port
record FrontPorts(int https, int http, int wss, int hearth, int ws) {
    static FrontPorts free() {
        return new FrontPorts(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
    }

    /// Where browsers are.
    URI page() {
        return URI.create("https://localhost:" + https);
    }

    /// Has the files of D2 written: `hearth.conf` and `node1.toml`.
    Path generate(Path folder, LocalCertificates certificates) throws IOException {
        var topology = Files.writeString(
                folder.resolve("topology.toml"), """
                names.page = "localhost"
                [[node]]
                id = 1
                name = "localhost"
                http = %d
                websocket = %d
                secure_websocket = %d
                [tls]
                certificates = "%s"
                """.formatted(hearth, ws, wss, certificates.folder()));
        var out = folder.resolve("out");
        LocalCertificates.hearth("nginx", "--topology", topology.toString(), "--way", "D2", "--out", out.toString());
        // Only the ports are changed, since 80 and 443 may be taken here.
        var conf = Files.readString(out.resolve("hearth.conf"))
                .replace("listen 443 ", "listen " + https + " ")
                .replace("listen [::]:443 ", "listen [::]:" + https + " ")
                .replace("listen 80;", "listen " + http + ";")
                .replace("listen [::]:80;", "listen [::]:" + http + ";");
        Files.writeString(out.resolve("hearth.conf"), conf);
        var keys = Files.readString(out.resolve("node1.toml"));
        Files.writeString(out.resolve("node1.toml"), keys.replace("\"https://localhost\"", "\"" + page() + "\""));
        return out;
    }
}
