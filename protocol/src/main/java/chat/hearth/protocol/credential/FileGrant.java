package chat.hearth.protocol.credential;

import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.id.UserId;

/// A permission that the IM node gives and the file store takes: one file, one scope, one user, one purpose,
/// for a time. [GrantKey] signs it and reads it.
public sealed interface FileGrant {
    /// The file it is about.
    FileId file();

    /// Where the file belongs, opaque to the file store: the conversation's id.
    String scope();

    /// Who may use it.
    UserId user();

    /// When it ends, in milliseconds since 1970-01-01 UTC.
    long expiresAtMs();

    /// To store a file of exactly this form.
    ///
    /// @param name as the sender calls it, at most 255 characters
    /// @param size in bytes
    /// @param type media type without parameters, in lower case
    record Upload(FileId file, String scope, UserId user, String name, long size, String type, long expiresAtMs)
            implements FileGrant {
        public Upload {
            if (name.length() > MAX_NAME || type.length() > MAX_TYPE || size < 1) {
                throw new IllegalArgumentException("not a file that can be granted");
            }
        }
    }

    /// To read a file.
    record Download(FileId file, String scope, UserId user, long expiresAtMs) implements FileGrant {}

    /// Longest name, in UTF-16 code units.
    int MAX_NAME = 255;

    /// Longest media type.
    int MAX_TYPE = 127;
}
