package chat.hearth.media.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import chat.hearth.kit.secret.OwnedFiles;
import chat.hearth.protocol.credential.Sha256;
import chat.hearth.protocol.id.FileId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The folder of all files. Who writes to one upload must be alone with it; everything else is safe for many
/// threads.
public final class FileFolder {
    private static final String CARD = ".card";
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path uploads;
    private final Path files;

    /// A complete file, ready to be read; the reader closes the channel.
    public record Opened(Card card, FileChannel bytes) {}

    private FileFolder(Path uploads, Path files) {
        this.uploads = uploads;
        this.files = files;
    }

    /// Opens the folder, making it when it does not exist.
    public static FileFolder open(Path folder) throws IOException {
        var opened = new FileFolder(folder.resolve("uploads"), folder.resolve("files"));
        OwnedFiles.createFolder(opened.uploads);
        OwnedFiles.createFolder(opened.files);
        return opened;
    }

    /// Bytes that may still be written to the disk.
    public long usableBytes() throws IOException {
        return Files.getFileStore(uploads).getUsableSpace();
    }

    /// The uploads that were begun and not finished.
    public List<FileId> unfinished() throws IOException {
        List<FileId> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(uploads)) {
            for (var entry : entries) {
                var name = String.valueOf(entry.getFileName());
                if (name.startsWith(".")) {
                    Files.deleteIfExists(entry);
                } else if (name.endsWith(CARD) && FileId.isValid(name.substring(0, name.length() - CARD.length()))) {
                    found.add(new FileId(name.substring(0, name.length() - CARD.length())));
                }
            }
        }
        return found;
    }

    /// Notes an upload, before its first byte.
    public void begin(FileId file, Card card) throws IOException {
        card.write(uploadCard(file));
    }

    /// What was granted to an unfinished upload.
    public Optional<Card> begun(FileId file) throws IOException {
        return Card.read(uploadCard(file));
    }

    /// How much of an unfinished upload has arrived: its bytes may be in their last place already, without a
    /// card.
    public long arrived(FileId file) throws IOException {
        return Files.exists(bytes(file)) ? Files.size(bytes(file)) : 0;
    }

    /// Appends to an upload that is `at` bytes long; when this returns, they are on disk. When it fails, the
    /// upload is as long as before.
    public void append(FileId file, long at, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(upload(file), CREATE, WRITE)) {
            try {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer, at + buffer.position());
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(at);
                throw e;
            }
        }
    }

    /// The first bytes of an unfinished upload.
    public byte[] start(FileId file, int atMost) throws IOException {
        try (var in = Files.newInputStream(bytes(file))) {
            return in.readNBytes(atMost);
        }
    }

    /// Whether these bytes are what was stored from `at` on, of an upload or a complete file.
    public boolean holds(FileId file, long at, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(bytes(file), READ)) {
            var buffer = ByteBuffer.allocate(bytes.length);
            while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
            return !buffer.hasRemaining() && MessageDigest.isEqual(buffer.array(), bytes);
        }
    }

    /// Makes an upload of which everything has arrived a file. May be repeated after a crash at any point of
    /// it.
    public Card finish(FileId file, Card card, long nowMs) throws IOException {
        var place = bytesOf(file);
        makeFolders(Objects.requireNonNull(place.getParent()));
        if (Files.exists(upload(file))) {
            Files.move(upload(file), place, StandardCopyOption.ATOMIC_MOVE);
        }
        var complete = card.complete(sha256(place), nowMs);
        // Syncs the folder, which makes both names last.
        complete.write(cardOf(file));
        Files.deleteIfExists(uploadCard(file));
        return complete;
    }

    /// Forgets an upload.
    public void drop(FileId file) throws IOException {
        Files.deleteIfExists(upload(file));
        Files.deleteIfExists(uploadCard(file));
    }

    /// What is known of a complete file.
    public Optional<Card> find(FileId file) throws IOException {
        return Card.read(cardOf(file));
    }

    /// Opens a complete file.
    public Optional<Opened> read(FileId file) throws IOException {
        var card = find(file);
        return card.isEmpty()
                ? Optional.empty()
                : Optional.of(new Opened(card.get(), FileChannel.open(bytesOf(file), READ)));
    }

    private void makeFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var parent = Objects.requireNonNull(folder.getParent());
            makeFolders(parent);
            OwnedFiles.createFolder(folder);
            force(parent);
        }
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = Sha256.start();
            var buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    /// Where the bytes are, arriving or complete.
    private Path bytes(FileId file) {
        return Files.exists(upload(file)) ? upload(file) : bytesOf(file);
    }

    private Path upload(FileId file) {
        return uploads.resolve(file.value());
    }

    private Path uploadCard(FileId file) {
        return uploads.resolve(file.value() + CARD);
    }

    private Path bytesOf(FileId file) {
        var id = file.value();
        return files.resolve(id.substring(0, 2)).resolve(id.substring(2, 4)).resolve(id);
    }

    private Path cardOf(FileId file) {
        return bytesOf(file).resolveSibling(file.value() + CARD);
    }
}
