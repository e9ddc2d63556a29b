package chat.hearth.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Endpoint ANY = _ -> Response.empty(204);
    private static final RawEndpoint RAW = (_, _) -> {};
    private static final Router ROUTER = Router.builder()
            .get("/api/live", ANY)
            .post("/route", ANY)
            .at("PUT", "/route", 5, ANY)
            .below("GET", "/", ANY)
            .below("GET", "/files/", ANY)
            .below("PUT", "/files/", 9, ANY)
            .raw("/ws", RAW)
            .build();

    @Test
    void prefersAnExactPathAndThenTheLongestPrefix() {
        assertThat(pattern("GET", "/api/live")).isEqualTo("/api/live");
        assertThat(pattern("GET", "/files/a/b")).isEqualTo("/files/");
        assertThat(pattern("GET", "/files")).isEqualTo("/");
        assertThat(pattern("GET", "/api/live/")).isEqualTo("/");
    }

    @Test
    void answersHeadWhereItAnswersGet() {
        assertThat(pattern("HEAD", "/api/live")).isEqualTo("/api/live");
    }

    @Test
    void prefersAnEndpointForHeadItself() {
        Router router = Router.builder()
                .below("GET", "/a/", ANY)
                .below("HEAD", "/a/", RouteLimits.body(7), ANY)
                .build();

        assertThat(router.match("HEAD", "/a/b"))
                .isEqualTo(new Router.Match.Blocking(new Router.Route("/a/", RouteLimits.body(7), ANY)));
    }

    @Test
    void tellsWhichMethodsAPathTakes() {
        assertThat(ROUTER.match("GET", "/route")).isEqualTo(new Router.Match.WrongMethod(Set.of("POST", "PUT")));
        assertThat(ROUTER.match("DELETE", "/api/live")).isEqualTo(new Router.Match.WrongMethod(Set.of("GET", "HEAD")));
        assertThat(ROUTER.match("get", "/api/live")).isInstanceOf(Router.Match.WrongMethod.class);
    }

    @Test
    void findsNothingWhereNothingIsServed() {
        Router small = Router.builder().get("/a", ANY).build();
        assertThat(small.match("GET", "/b")).isEqualTo(new Router.Match.NotFound());
    }

    @Test
    void handsARawPathOverWhateverTheMethod() {
        assertThat(ROUTER.match("GET", "/ws")).isEqualTo(new Router.Match.Raw(RAW));
        assertThat(ROUTER.match("POST", "/ws")).isEqualTo(new Router.Match.Raw(RAW));
    }

    @Test
    void refusesWhatIsRoutedTwiceOrIsNoPath() {
        assertThatThrownBy(() -> Router.builder().get("/a", ANY).get("/a", ANY)).hasMessage("routed twice: GET /a");
        assertThatThrownBy(() -> Router.builder().raw("/a", RAW).raw("/a", RAW)).hasMessage("routed twice: /a");
        assertThatThrownBy(() -> Router.builder().get("a", ANY)).hasMessage("not a path: a");
    }

    private static String pattern(String method, String path) {
        return ROUTER.match(method, path) instanceof Router.Match.Blocking(Router.Route route) ? route.pattern() : "";
    }
}
