package chat.hearth.launcher.page;

import chat.hearth.kit.http.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The packed client: its index and the files by their names, `assets/index-abc.js` for one.
record PageFiles(String index, Map<String, PageFile> byName) {
    private static final String FOLDER = "META-INF/web";
    private static final String INDEX = "index.html";
    private static final Map<String, String> CODINGS = Map.of(".br", "br", ".gz", "gzip");
    private static final long MOST_BYTES = 32L << 20;

    PageFiles {
        byName = Map.copyOf(byName);
    }

    /// Reads the client of this program; empty where none was packed.
    static Optional<PageFiles> packed() {
        var index = PageFiles.class.getClassLoader().getResource(FOLDER + "/" + INDEX);
        return Optional.ofNullable(index).map(PageFiles::readAround);
    }

    private static PageFiles readAround(URL index) {
        try {
            var uri = index.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(parentOf(Path.of(uri)));
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create(beforeEntry(uri)), Map.of())) {
                return read(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the web client at " + index, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a resource without an address: " + index, e);
        }
    }

    /// The client in a folder.
    static PageFiles read(Path folder) throws IOException {
        var bytesByName = bytesByName(folder);
        var index = bytesByName.remove(INDEX);
        if (index == null) {
            throw new IOException("no " + INDEX + " in " + folder);
        }
        var files = bytesByName.keySet().stream()
                .filter(name -> !isCompressed(name, bytesByName))
                .collect(Collectors.toMap(
                        name -> name,
                        name -> PageFile.of(
                                name, bytesByName.getOrDefault(name, new byte[0]), forms(name, bytesByName))));
        return new PageFiles(Body.of(index).text(), files);
    }

    private static Map<String, byte[]> bytesByName(Path folder) throws IOException {
        var found = new TreeMap<String, byte[]>();
        long left = MOST_BYTES;
        try (var paths = Files.walk(folder)) {
            for (var file : paths.filter(Files::isRegularFile).toList()) {
                left -= Files.size(file);
                if (left < 0) {
                    throw new IOException("the client in " + folder + " is larger than " + MOST_BYTES + " bytes");
                }
                found.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return found;
    }

    private static boolean isCompressed(String name, Map<String, byte[]> bytesByName) {
        return CODINGS.keySet().stream()
                .anyMatch(end ->
                        name.endsWith(end) && bytesByName.containsKey(name.substring(0, name.length() - end.length())));
    }

    private static Map<String, Body> forms(String name, Map<String, byte[]> bytesByName) {
        var forms = new HashMap<String, Body>();
        CODINGS.forEach((end, coding) -> {
            var bytes = bytesByName.get(name + end);
            if (bytes != null) {
                forms.put(coding, Body.of(bytes));
            }
        });
        return forms;
    }

    private static Path parentOf(Path file) {
        var parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static String beforeEntry(URI uri) {
        return uri.toString().substring(0, uri.toString().indexOf("!/"));
    }
}
