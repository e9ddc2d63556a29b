package chat.hearth.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataLockTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void makesAPrivateFolderAndWritesItsProcessId() throws IOException {
        Path data = folder.resolve("data");
        try (DataLock lock = DataLock.take(data)) {
            assertThat(lock).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
        assertThat(data.resolve("lock"))
                .content()
                .isEqualTo(ProcessHandle.current().pid() + "\n");
    }

    @Test
    void refusesASecondTakerInTheSameProcessAndLetsOneInAfterwards() {
        DataLock first = DataLock.take(folder);
        assertThatThrownBy(() -> DataLock.take(folder))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining(
                        "is in use by process " + ProcessHandle.current().pid());
        first.close();

        DataLock second = DataLock.take(folder);
        second.close();
    }

    @Test
    void namesTheProcessThatHasTheFolder() throws Exception {
        Process other = holder();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('!');

            assertThatThrownBy(() -> DataLock.take(folder))
                    .hasMessage("the data folder " + folder + " is in use by process " + other.pid()
                            + "; stop that process, or choose another folder");
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        // The process was killed: nothing of it stands in the way.
        DataLock lock = DataLock.take(folder);
        lock.close();
    }

    @Test
    void keepsItsLockWhenASecondTakerWasRefused() throws Exception {
        DataLock first = DataLock.take(folder);
        try (first) {
            assertThatThrownBy(() -> DataLock.take(folder)).isInstanceOf(DataFolderException.class);

            Process other = holder();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isNotZero();
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
