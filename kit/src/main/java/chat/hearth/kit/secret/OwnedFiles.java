package chat.hearth.kit.secret;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// Files and folders for their owner alone. On file systems without such rights only the rest of the promise
/// holds.
public final class OwnedFiles {
    private static final Set<PosixFilePermission> ONLY_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_RIGHTS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE_RIGHTS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnedFiles() {}

    /// Whether every user of the machine may read the file.
    public static boolean isReadableByEverybody(Path file) throws IOException {
        return permissions(file).contains(PosixFilePermission.OTHERS_READ);
    }

    /// Whether nobody but the owner has any right to the file or folder.
    public static boolean isPrivate(Path path) throws IOException {
        return ONLY_OWNER.containsAll(permissions(path));
    }

    /// Makes the folder and those above it, with mode 0700 where they do not exist; an existing one is left
    /// as it is.
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, rights(folder, FOLDER_RIGHTS));
        }
    }

    /// Writes a file that does not exist yet, with mode 0600: after a crash at any moment it is there in full
    /// or not at all. Callers hold the lock of the data folder, so nobody else makes the same file.
    public static void create(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path unfinished = folder.resolve("." + file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel =
                FileChannel.open(unfinished, Set.of(CREATE_NEW, WRITE), rights(unfinished, FILE_RIGHTS))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    /// Makes a rename survive a power cut: the name is an entry of the folder, which is written by itself.
    private static void force(Path folder) throws IOException {
        if (hasPermissions(folder)) {
            try (FileChannel channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] rights(Path path, FileAttribute<Set<PosixFilePermission>> rights) {
        return hasPermissions(path) ? new FileAttribute<?>[] {rights} : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        return hasPermissions(path) ? Files.getPosixFilePermissions(path) : ONLY_OWNER;
    }
}
