package chat.hearth.media.http;

import chat.hearth.kit.http.FileRange;
import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import chat.hearth.media.store.Card;
import chat.hearth.media.store.FileFolder;
import chat.hearth.media.store.MediaFault;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.v1.ErrorCode;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `GET /files/<id>?grant=…`.
final class Downloads {
    private static final int NOT_MODIFIED = 304;
    private static final int PARTIAL = 206;
    private static final int UNSATISFIABLE = 416;

    private final FileFolder folder;
    private final GrantKey key;
    private final InstantSource clock;

    Downloads(FileFolder folder, GrantKey key, InstantSource clock) {
        this.folder = folder;
        this.key = key;
        this.clock = clock;
    }

    Response answer(Request request, String file) {
        var grant = grant(request, file);
        if (grant == null) {
            return Answers.refused(ErrorCode.GRANT_INVALID);
        }
        long leftMs = grant.expiresAtMs() - clock.millis();
        return leftMs <= 0 ? Answers.refused(ErrorCode.GRANT_EXPIRED) : answer(request, grant, leftMs);
    }

    private FileGrant.@Nullable Download grant(Request request, String file) {
        var text = request.target().parameter("grant");
        return text != null
                        && key.read(text).orElse(null) instanceof FileGrant.Download grant
                        && grant.file().value().equals(file)
                ? grant
                : null;
    }

    private Response answer(Request request, FileGrant.Download grant, long leftMs) {
        try {
            var card = folder.find(grant.file()).filter(known -> known.scope().equals(grant.scope()));
            if (card.isEmpty()) {
                return Answers.refused(ErrorCode.FILE_NOT_FOUND);
            }
            var etag = '"' + card.get().sha256() + '"';
            var bare = isHeld(request, etag) ? Response.empty(NOT_MODIFIED) : body(request, grant, card.get(), etag);
            return bare.with("etag", etag).with("cache-control", "private, max-age=" + leftMs / 1000);
        } catch (IOException e) {
            throw new MediaFault("a file could not be read", e);
        }
    }

    private Response body(Request request, FileGrant.Download grant, Card card, String etag) throws IOException {
        var condition = request.headers().first("if-range");
        boolean mayBePart = condition == null || condition.strip().equals(etag);
        var asked = ByteRange.of(mayBePart ? request.headers().first("range") : null, card.size());
        return switch (asked) {
            case ByteRange.Unsatisfiable _ ->
                Response.empty(UNSATISFIABLE).with("content-range", "bytes */" + card.size());
            case ByteRange.Whole _ -> file(200, grant, card, new ByteRange.Part(0, card.size() - 1));
            case ByteRange.Part part ->
                file(PARTIAL, grant, card, part)
                        .with("content-range", "bytes " + part.first() + "-" + part.last() + "/" + card.size());
        };
    }

    private Response file(int status, FileGrant.Download grant, Card card, ByteRange.Part part) throws IOException {
        var presentation = Presentation.of(card.type(), card.name());
        var opened = folder.read(grant.file()).orElseThrow(() -> new IOException("the file has gone"));
        return Response.file(
                        status, presentation.contentType(), new FileRange(opened.bytes(), part.first(), part.length()))
                .with("content-disposition", presentation.disposition())
                .with("content-security-policy", "sandbox; default-src 'none'")
                .with("referrer-policy", "no-referrer")
                .with("x-content-type-options", "nosniff")
                .with("accept-ranges", "bytes");
    }

    private static boolean isHeld(Request request, String etag) {
        var held = request.headers().first("if-none-match");
        return held != null && (held.strip().equals("*") || held.contains(etag));
    }
}
