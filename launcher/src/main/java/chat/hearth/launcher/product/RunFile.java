package chat.hearth.launcher.product;

import chat.hearth.kit.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// `run.json` in the data folder: what runs here, for scripts and tests. It is there as long as the product serves.
///
/// ```json
/// {"pid": 4711, "page": "http://localhost:8080", "port": 8080, "serverApi": "http://127.0.0.1:18080",
/// "serverApiPort": 18080}
/// ```
record RunFile(Path file) {
    static RunFile in(Path data) {
        return new RunFile(data.resolve("run.json"));
    }

    void write(Addresses addresses) {
        var json = "{\"pid\": " + ProcessHandle.current().pid()
                + ", \"page\": " + JsonText.quoted(addresses.page().toString())
                + ", \"port\": " + addresses.port()
                + ", \"serverApi\": " + JsonText.quoted(addresses.serverApi().toString())
                + ", \"serverApiPort\": " + addresses.serverApi().getPort() + "}\n";
        try {
            var half = file.resolveSibling("run.json.new");
            Files.writeString(half, json);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
