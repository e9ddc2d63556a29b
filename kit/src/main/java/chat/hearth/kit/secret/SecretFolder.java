package chat.hearth.kit.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A folder of random secrets, each made when it is first asked for and the same ever after.
///
/// A secret is a file of 64 hexadecimal digits, 32 bytes; folder mode 0700, file mode 0600. Only the holder
/// of the data folder's lock may use it.
public final class SecretFolder {
    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    private SecretFolder(Path folder) {
        this.folder = folder;
    }

    /// Opens the folder, making it when it does not exist.
    ///
    /// @throws DataFolderException when others have rights to it
    public static SecretFolder open(Path folder) {
        try {
            OwnedFiles.createFolder(folder);
            requirePrivate(folder, "700");
            return new SecretFolder(folder);
        } catch (IOException fault) {
            throw new DataFolderException("the secrets folder " + folder + " cannot be used", fault);
        }
    }

    /// The 32 bytes of the secret with this name, made if there is none yet.
    ///
    /// @throws DataFolderException when others may read it or it is damaged
    public byte[] bytes(String name) {
        return HexFormat.of().parseHex(hex(name));
    }

    /// The same secret as 64 hexadecimal digits, for use as a password or key in text.
    public String hex(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a name of a secret: " + name);
        }
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                OwnedFiles.create(file, (made() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            requirePrivate(file, "600");
            return read(file);
        } catch (IOException fault) {
            throw new DataFolderException("the secret " + file + " cannot be used", fault);
        }
    }

    private String made() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private static String read(Path file) throws IOException {
        String text = Files.size(file) > 1024
                ? ""
                : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new DataFolderException("the secret " + file
                    + " is damaged; restore it from a backup, or delete it and" + " what it protected becomes invalid");
        }
        return text;
    }

    private static void requirePrivate(Path path, String mode) throws IOException {
        if (!OwnedFiles.isPrivate(path)) {
            throw new DataFolderException(
                    path + " is open to other users of this machine; run: chmod " + mode + " " + path);
        }
    }
}
