package chat.hearth.core.file;

import chat.hearth.core.conversation.Conversations;
import chat.hearth.core.conversation.Standings;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.v1.DownloadGranted;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.GrantDownload;
import chat.hearth.protocol.v1.GrantUpload;
import chat.hearth.protocol.v1.UploadGranted;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Grants for the file store. Methods block while they read the store.
public final class Files {
    private static final String UPLOADS = "/uploads";
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final String TOKEN = "[a-z0-9][a-z0-9!#$&^_.+-]{0,62}";
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);

    private final Standings standings;
    private final Conversations conversations;
    private final FileOptions options;
    private final InstantSource clock;
    private final SecureRandom random;

    public Files(
            Standings standings,
            Conversations conversations,
            FileOptions options,
            InstantSource clock,
            SecureRandom random) {
        this.standings = standings;
        this.conversations = conversations;
        this.options = options;
        this.clock = clock;
        this.random = random;
    }

    /// Permission to upload, for who may send into the conversation.
    public Outcome<UploadGranted> grantUpload(Caller caller, GrantUpload request) {
        var type =
                request.getType().isEmpty() ? UNKNOWN_TYPE : request.getType().toLowerCase(Locale.ROOT);
        var refusal = refuse(request, type);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        return standings.of(caller, request.getConversation()).map(standing -> {
            var file = FileId.random(random);
            long expiresAtMs = clock.millis() + options.uploadLife().toMillis();
            var grant = new FileGrant.Upload(
                    file, standing.id().value(), caller.id(), request.getName(), request.getSize(), type, expiresAtMs);
            return UploadGranted.newBuilder()
                    .setFile(file.value())
                    .setGrant(options.key().sign(grant))
                    .setUrl(UPLOADS)
                    .setExpiresAtMs(expiresAtMs)
                    .build();
        });
    }

    /// A link to a file, for who is in the conversation. Whether the file belongs to it only the file store
    /// knows: it refuses the link if not.
    public Outcome<DownloadGranted> grantDownload(Caller caller, GrantDownload request) {
        if (!FileId.isValid(request.getFile())) {
            return Outcome.refused(Refusal.invalid("file", "must be 32 lower-case hexadecimal digits"));
        }
        return conversations.visible(caller, request.getConversation()).map(row -> {
            long expiresAtMs = clock.millis() + options.downloadLife().toMillis();
            var grant = new FileGrant.Download(
                    new FileId(request.getFile()), row.id().value(), caller.id(), expiresAtMs);
            return DownloadGranted.newBuilder()
                    .setUrl("/" + request.getFile() + "?grant=" + options.key().sign(grant))
                    .setExpiresAtMs(expiresAtMs)
                    .build();
        });
    }

    private Optional<Refusal> refuse(GrantUpload request, String type) {
        var name = request.getName();
        if (name.isBlank() || name.length() > FileGrant.MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(
                    Refusal.invalid("name", "1 to " + FileGrant.MAX_NAME + " characters, no control characters"));
        }
        if (!TYPE.matcher(type).matches()) {
            return Optional.of(Refusal.invalid("type", "must be a media type without parameters, or empty"));
        }
        if (request.getSize() < 1) {
            return Optional.of(Refusal.invalid("size", "must be at least 1"));
        }
        return request.getSize() > options.fileBytes()
                ? Optional.of(Refusal.of(
                        ErrorCode.FILE_TOO_LARGE,
                        "size: " + request.getSize() + " bytes; at most " + options.fileBytes() + " are taken"))
                : Optional.empty();
    }
}
