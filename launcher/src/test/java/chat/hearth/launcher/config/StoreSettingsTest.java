package chat.hearth.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Resolution;
import chat.hearth.kit.config.Secret;
import chat.hearth.storage.postgres.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreSettingsTest extends SettingsContract<StoreSettings> {
    @Override
    String table() {
        return "store";
    }

    @Override
    List<Key<?>> keys() {
        return StoreSettings.KEYS;
    }

    @Override
    StoreSettings read(HearthSettings settings) {
        return settings.store();
    }

    @Override
    StoreSettings defaults() {
        return new StoreSettings(
                StoreSettings.Kind.SQLITE,
                1000,
                10_000,
                new StoreSettings.Postgres("", "", Secret.none(), 2, Set.of()));
    }

    @Override
    String everyKeySet() {
        return """
                [store]
                kind = "postgres"
                batch_max = 1
                queue_max = 5
                url = "postgresql://db.example.com:5432/chat?sslmode=require"
                user = "chat"
                password = "correct horse"
                writers = 4
                accepted_risks = ["full_page_writes"]
                """;
    }

    @Override
    StoreSettings explicit(Path folder) {
        return new StoreSettings(
                StoreSettings.Kind.POSTGRES,
                1,
                5,
                new StoreSettings.Postgres(
                        "postgresql://db.example.com:5432/chat?sslmode=require",
                        "chat",
                        Secret.of("correct horse"),
                        4,
                        Set.of(Risk.FULL_PAGE_WRITES)));
    }

    @Test
    void readsThePasswordFromAFile() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "correct horse\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        var settings = new HearthSettings(Configurations.accepted(
                store("engine='postgres'\nurl='postgresql://db/chat'\nuser='chat'\npassword='file:password'")));

        assertThat(settings.store().postgres().password().reveal()).isEqualTo("correct horse");
        assertThat(settings.show()).doesNotContain("correct horse");
    }

    @Test
    void saysWhatPostgresNeeds() throws IOException {
        assertThat(Configurations.linesOf(store("kind = 'postgres'")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("needs store.url = \"postgresql://"))
                .anySatisfy(line -> assertThat(line).endsWith("needs store.user"));
        assertThat(Configurations.linesOf(store("url = 'postgresql://db/chat'")))
                .singleElement()
                .asString()
                .endsWith("hearth.toml:2: store.url needs store.kind = \"postgres\"");
    }

    @Test
    void refusesAnAddressWithAPasswordInIt() throws IOException {
        for (var url : List.of(
                "postgresql://chat:horse@db/chat",
                "postgresql://db/chat?user=chat&password=horse",
                "mysql://db/chat",
                "postgresql://db")) {
            assertThat(Configurations.linesOf(store("kind = 'postgres'\nuser = 'chat'\nurl = '" + url + "'")))
                    .as(url)
                    .isNotEmpty()
                    .noneSatisfy(line -> assertThat(line).contains("needs store.user"));
        }
    }

    @Test
    void refusesARiskThatIsNone() throws IOException {
        assertThat(Configurations.linesOf(store("accepted_risks = ['autovacuum']")))
                .singleElement()
                .asString()
                .contains("store.accepted_risks")
                .contains("\"fsync\", \"synchronous_commit\", \"full_page_writes\"");
    }

    private Resolution store(String keys) throws IOException {
        return Configurations.file(Files.writeString(folder.resolve("hearth.toml"), "[store]\n" + keys));
    }
}
