package chat.hearth.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final ValueType<Secret> TYPE = Secrets.otherThan(Set.of("changeit"));

    @TempDir
    Path folder = Path.of("");

    @Test
    void readsTheSecretItself() {
        assertThat(TYPE.read(new Raw.Text("hunter2"), folder)).isEqualTo(new Reading.Valid<>(Secret.of("hunter2")));
    }

    @Test
    void readsASecretFileWithoutItsLastNewline() throws IOException {
        secretFile("hunter2\n", "rw-------");
        assertThat(TYPE.read(new Raw.Loose("file:secret"), folder))
                .isEqualTo(new Reading.Valid<>(Secret.of("hunter2")));
    }

    @Test
    void refusesEmptyAndKnownSecretsWhereverTheyStand() throws IOException {
        assertThat(TYPE.read(new Raw.Text(""), folder)).isInstanceOf(Reading.Unusable.class);
        assertThat(TYPE.read(new Raw.Text("changeit"), folder))
                .isEqualTo(new Reading.Unusable<>("is a default that everybody knows; choose another"));
        secretFile("changeit", "rw-------");
        assertThat(TYPE.read(new Raw.Text("file:secret"), folder)).isInstanceOf(Reading.Unusable.class);
        secretFile("\n", "rw-------");
        assertThat(TYPE.read(new Raw.Text("file:secret"), folder)).isInstanceOf(Reading.Unusable.class);
    }

    @Test
    void refusesASecretFileThatEverybodyCanReadAndSaysChmod() throws IOException {
        Path file = secretFile("hunter2", "rw-r--r--");
        assertThat(TYPE.read(new Raw.Text("file:secret"), folder))
                .isEqualTo(new Reading.Unusable<>(
                        "names a secret file that every user of the machine can read; chmod 600 " + file));
    }

    @Test
    void refusesASecretFileThatIsNotThere() {
        assertThat(TYPE.read(new Raw.Text("file:nowhere"), folder))
                .isEqualTo(new Reading.Unusable<>(
                        "names a secret file that does not exist: " + folder.resolve("nowhere")));
    }

    @Test
    void neverRepeatsASecretInAProblem() throws IOException {
        Key<Secret> key = Key.of("tls.password", TYPE, Secret.none(), "");
        for (String text : List.of("tls.password = 77001", "tls.password = hunter77001", "password 77001")) {
            Path file = Files.writeString(folder.resolve("hearth.toml"), text);
            Resolution resolution = Schema.of(key).resolve(new Sources(file, Map.of(), List.of()));
            assertThat(resolution).isInstanceOf(Resolution.Refused.class);
            assertThat(resolution.toString()).doesNotContain("77001");
        }
    }

    @Test
    void masksItselfInText() {
        assertThat(Secret.of("hunter2").toString()).isEqualTo("***");
        assertThat(Secret.of("hunter2")).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.none());
    }

    private Path secretFile(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
