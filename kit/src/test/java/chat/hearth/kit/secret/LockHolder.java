package chat.hearth.kit.secret;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/// Another process for tests: takes a lock, says so, and holds it until its input ends.
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        DataLock lock = DataLock.take(Path.of(arguments[0]));
        try (lock) {
            new FileOutputStream(FileDescriptor.out).write('!');
            int read = System.in.read();
            assert read < 0;
        }
    }
}
