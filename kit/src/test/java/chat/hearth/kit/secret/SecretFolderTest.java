package chat.hearth.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFolderTest {
    @TempDir
    Path data = Path.of("");

    @Test
    void makesASecretOnceAndKeepsIt() throws IOException {
        byte[] made = secrets().bytes("ticket-key");

        assertThat(made).hasSize(32);
        assertThat(secrets().bytes("ticket-key")).isEqualTo(made);
        assertThat(secrets().hex("ticket-key")).hasSize(64);
        assertThat(secrets().bytes("other-key")).isNotEqualTo(made);
        assertThat(names()).containsExactlyInAnyOrder("ticket-key", "other-key");
    }

    @Test
    void givesRightsToTheOwnerAlone() throws IOException {
        secrets().bytes("key");

        assertThat(rights("secrets")).isEqualTo("rwx------");
        assertThat(rights("secrets/key")).isEqualTo("rw-------");
    }

    @Test
    void refusesWhatOthersCanReadAndSaysChmod() throws IOException {
        secrets().bytes("key");
        Path key = data.resolve("secrets/key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> secrets().bytes("key"))
                .isInstanceOf(DataFolderException.class)
                .hasMessage(key + " is open to other users of this machine; run: chmod 600 " + key);
        Path folder = data.resolve("secrets");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(this::secrets)
                .hasMessage(folder + " is open to other users of this machine; run: chmod 700 " + folder);
    }

    @Test
    void refusesADamagedSecretInsteadOfMakingAnother() throws IOException {
        secrets().bytes("key");
        Files.writeString(data.resolve("secrets/key"), "");

        assertThatThrownBy(() -> secrets().bytes("key")).hasMessageContaining("is damaged");
        assertThat(data.resolve("secrets/key")).isEmptyFile();
    }

    @Test
    void finishesAfterACrashInTheMiddleOfMakingOne() throws IOException {
        secrets();
        Files.writeString(data.resolve("secrets/.key.unfinished"), "half");

        assertThat(secrets().bytes("key")).hasSize(32);
        assertThat(names()).containsExactly("key");
    }

    @Test
    void refusesNamesThatAreNoFileOfTheFolder() {
        for (String name : new String[] {"", "../key", "a/b", ".hidden", "A"}) {
            assertThatThrownBy(() -> secrets().bytes(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private SecretFolder secrets() {
        return SecretFolder.open(data.resolve("secrets"));
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("secrets"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        }
    }

    private String rights(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
    }
}
