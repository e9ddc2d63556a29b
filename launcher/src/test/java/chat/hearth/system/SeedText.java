package chat.hearth.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The seed's text and the nginx files in it, as they stand there but for names, addresses and paths.
final class SeedText {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```\\n(.*?)^ *```\\s*$");
    private static final List<String> FILES =
            List.of("imserver.conf", "appserver.conf", "web.conf", "websocket.conf", "node.properties");

    private SeedText() {}

    /// A change of the text, which must be somewhere in it.
    private record Change(String from, String to) {
        String in(String text) {
            if (!text.contains(from)) {
                throw new AssertionError("the seed's text has no " + from);
            }
            return text.replace(from, to);
        }
    }

    /// Writes its nginx files to `conf.d` of a folder; the answer includes them all. Relative paths in them are of
    /// that folder.
    static Path nginxFiles(Path folder) throws IOException, InterruptedException {
        var changes = List.of(
                new Change("wildfirechat.cn", "chat.test"),
                // One process is both node and app server, at the nodes' port.
                new Change("192.168.0.10:8888", "192.168.0.10:80"),
                // The node is on another machine than its nginx.
                new Change("127.0.0.1:8083", "192.168.2.5:8083"),
                new Change("/etc/nginx/cert/", folder.resolve("cert") + "/"),
                new Change(
                        "/home/ubuntu/wildfirechat_web/src",
                        folder.resolve("page").toString()));
        var text = text();
        for (var change : changes) {
            text = change.in(text);
        }
        var blocks = BLOCK.matcher(text).results().map(found -> found.group(1)).toList();
        if (blocks.size() != FILES.size()) {
            throw new AssertionError(blocks.size() + " blocks in the seed's text");
        }
        var out = Files.createDirectories(folder.resolve("conf.d"));
        for (int i = 0; i < blocks.size() - 1; i++) {
            Files.writeString(out.resolve(FILES.get(i)), blocks.get(i));
        }
        var all = out.resolve("*.conf");
        // Newer versions refuse the old form of this one line.
        if (Nginx.check(folder, all).contains("unknown directive \"ssl\"")) {
            var im = out.resolve("imserver.conf");
            Files.writeString(
                    im,
                    Files.readString(im)
                            .replace("listen 443;", "listen 443 ssl;")
                            .replace("ssl on;", ""));
        }
        return all;
    }

    /// The keys of a node with TLS of its own, with the remark after a value.
    static String nodeKeys() {
        var blocks =
                BLOCK.matcher(text()).results().map(found -> found.group(1)).toList();
        return blocks.getLast().stripIndent();
    }

    private static String text() {
        try (InputStream file = SeedText.class.getResourceAsStream("web-chat-https.txt")) {
            if (file == null) {
                throw new AssertionError("web-chat-https.txt is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
