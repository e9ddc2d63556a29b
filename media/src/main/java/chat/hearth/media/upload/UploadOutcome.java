package chat.hearth.media.upload;

import chat.hearth.protocol.v1.ErrorCode;

/// How far an upload is, or why not.
public sealed interface UploadOutcome {
    /// So many bytes are on disk; when they are all, the file is there.
    record Arrived(long offset, long size) implements UploadOutcome {}

    /// The chunk goes on somewhere else; nothing changed.
    record Misplaced(long offset, long size) implements UploadOutcome {}

    /// It was refused; nothing changed, unless the meaning of the code says otherwise.
    record Refused(ErrorCode code, String message) implements UploadOutcome {}
}
