package chat.hearth.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageConfigurationTest {
    private static final String INDEX = """
            <base href="/" /><script type="application/json" id="config">
            {"basePath":"x"}
            </script><script src="./a.js"></script>
            """;

    @Test
    void fillsInWhereThePageIs() {
        var filled = new PageConfiguration("/chat/", "/session/", "/route", "/session/files").fill(INDEX);

        assertThat(filled).isEqualTo("""
                <base href="/chat/" /><script type="application/json" id="config">\
                {"basePath":"/chat","appPath":"/session/","routePath":"/route","filesPath":"/session/files"}\
                </script><script src="./a.js"></script>
                """);
    }

    @Test
    void keepsAHostileBaseInsideItsQuotes() {
        var filled = new PageConfiguration("/\"><script>", "/</script>", "/route", "/files").fill(INDEX);

        assertThat(filled).contains("<base href=\"/&quot;>&lt;script>\"").doesNotContain("\"/</script>");
    }

    @Test
    void refusesAnIndexWithoutAPlaceForIt() {
        assertThatThrownBy(() -> PageConfiguration.oneOrigin().fill("<base href=\"/\" />"))
                .hasMessageContaining("no place for its configuration");
        assertThatThrownBy(() -> PageConfiguration.oneOrigin().fill("<html>")).hasMessageContaining("lacks");
    }
}
