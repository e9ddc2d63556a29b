package chat.hearth.media.http;

import chat.hearth.kit.http.Request;
import chat.hearth.kit.http.Response;
import chat.hearth.media.upload.UploadOutcome;
import chat.hearth.media.upload.Uploads;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.v1.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Beginning an upload, asking where it stands, and going on with it. Each request brings the grant in its
/// header: the id in the path alone opens nothing.
final class UploadRequests {
    static final String OFFSET = "upload-offset";

    private static final String BEARER = "bearer ";
    private static final int NO_CONTENT = 204;

    private final Uploads uploads;
    private final GrantKey key;
    private final int chunkBytes;

    UploadRequests(Uploads uploads, GrantKey key, int chunkBytes) {
        this.uploads = uploads;
        this.key = key;
        this.chunkBytes = chunkBytes;
    }

    Response begin(Request request) {
        var grant = grant(request);
        return grant == null
                ? Answers.refused(ErrorCode.GRANT_INVALID)
                : answer(uploads.begin(grant), arrived -> begun(grant, arrived));
    }

    Response offset(Request request, String file) {
        var grant = grant(request, file);
        return grant == null
                ? Answers.refused(ErrorCode.GRANT_INVALID)
                : answer(uploads.offset(grant), _ -> Response.empty(200));
    }

    Response append(Request request, String file) {
        var grant = grant(request, file);
        if (grant == null) {
            return Answers.refused(ErrorCode.GRANT_INVALID);
        }
        var offset = request.headers().first(OFFSET);
        if (offset == null || !offset.matches("[0-9]{1,18}")) {
            return Answers.refused(ErrorCode.INVALID_ARGUMENT, "Upload-Offset: where the chunk goes on, in bytes");
        }
        var outcome =
                uploads.append(grant, Long.parseLong(offset), request.body().bytes());
        return answer(outcome, _ -> Response.empty(NO_CONTENT));
    }

    private interface Done {
        Response answer(UploadOutcome.Arrived arrived);
    }

    private static Response answer(UploadOutcome outcome, Done done) {
        return switch (outcome) {
            case UploadOutcome.Arrived arrived -> at(arrived.offset(), arrived.size(), done.answer(arrived));
            case UploadOutcome.Misplaced(long offset, long size) ->
                at(offset, size, Answers.refused(ErrorCode.UPLOAD_OFFSET_WRONG));
            case UploadOutcome.Refused(var code, var message) -> Answers.refused(code, message);
        };
    }

    private Response begun(FileGrant.Upload grant, UploadOutcome.Arrived arrived) {
        // An id and numbers: nothing that would have to be quoted.
        return Response.json("{\"upload\":\"" + grant.file() + "\",\"offset\":" + arrived.offset() + ",\"chunkBytes\":"
                + chunkBytes + "}");
    }

    private static Response at(long offset, long size, Response response) {
        return response.with(OFFSET, Long.toString(offset)).with("upload-length", Long.toString(size));
    }

    private FileGrant.@Nullable Upload grant(Request request, String file) {
        var grant = grant(request);
        return grant != null && grant.file().value().equals(file) ? grant : null;
    }

    private FileGrant.@Nullable Upload grant(Request request) {
        var field = request.headers().first("authorization");
        if (field == null || !field.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        var read = key.read(field.substring(BEARER.length()).strip());
        return read.orElse(null) instanceof FileGrant.Upload grant ? grant : null;
    }
}
