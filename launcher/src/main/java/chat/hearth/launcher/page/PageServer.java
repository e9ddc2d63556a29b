package chat.hearth.launcher.page;

import chat.hearth.kit.http.Headers;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import chat.hearth.kit.http.Router;
import chat.hearth.launcher.StartRefused;
import java.util.List;

/// Serves the client: hop 1.
public final class PageServer {
    private static final String ASSETS = "assets/";
    private static final String WORKER = "sw.js";
    private static final int NOT_MODIFIED = 304;

    private final PageFiles files;
    private final PageFile index;
    private final PageHeaders headers;

    private PageServer(PageFiles files, PageConfiguration configuration, List<String> connections) {
        this.files = files;
        this.index = PageFile.html(configuration.fill(files.index()));
        this.headers = new PageHeaders(connections);
    }

    /// The client packed into this program.
    ///
    /// @param connections origins besides the page's own that it connects to
    /// @throws StartRefused if none was packed
    public static PageServer packed(PageConfiguration configuration, List<String> connections) {
        return PageFiles.packed()
                .map(files -> new PageServer(files, configuration, connections))
                .orElseThrow(() -> new StartRefused("this build has no web client: build it whole with ./hearth run"));
    }

    static PageServer of(PageFiles files, PageConfiguration configuration) {
        return new PageServer(files, configuration, List.of());
    }

    /// Adds the paths.
    public void mount(Router.Builder router) {
        router.get("/", this::page);
        router.get("/c", this::page);
        router.below("GET", "/c/", this::page);
        router.below("GET", "/" + ASSETS, this::file);
        files.byName().keySet().stream()
                .filter(name -> !name.startsWith(ASSETS))
                .forEach(name -> router.get("/" + name, this::file));
    }

    private Response page(Request request) {
        return headers.onPage(answer(request, index));
    }

    private Response file(Request request) {
        var name = request.path().substring(1);
        var file = files.byName().get(name);
        if (file == null) {
            return Response.error(404, "NOT_FOUND", "There is no such file; reload the page if it is an old one.");
        }
        var answer = answer(request, file);
        if (name.equals(WORKER)) {
            return PageHeaders.onWorker(answer);
        }
        return name.startsWith(ASSETS) ? PageHeaders.kept(answer) : PageHeaders.asked(answer);
    }

    private static Response answer(Request request, PageFile file) {
        var form = file.formFor(text(request.headers(), "accept-encoding"));
        var tag = '"' + file.tag() + (form.coding().isEmpty() ? "" : "-" + form.coding()) + '"';
        var answer = text(request.headers(), "if-none-match").contains(tag)
                ? Response.empty(NOT_MODIFIED)
                : Response.of(200, file.type(), form.body());
        var coded = form.coding().isEmpty() ? answer : answer.with("content-encoding", form.coding());
        return coded.with("etag", tag).with("vary", "accept-encoding");
    }

    private static String text(Headers headers, String name) {
        return String.join(",", headers.all(name));
    }
}
