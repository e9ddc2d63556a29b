package chat.hearth.kit.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// Asks who may read a file. On file systems without such rights the answer is always "only the owner".
public final class OwnedFiles {
    private static final Set<PosixFilePermission> ONLY_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnedFiles() {}

    /// Whether every user of the machine may read the file.
    public static boolean isReadableByEverybody(Path file) throws IOException {
        return permissions(file).contains(PosixFilePermission.OTHERS_READ);
    }

    /// Whether nobody but the owner has any right to the file or folder.
    public static boolean isPrivate(Path path) throws IOException {
        return ONLY_OWNER.containsAll(permissions(path));
    }

    static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        return hasPermissions(path) ? Files.getPosixFilePermissions(path) : ONLY_OWNER;
    }
}
