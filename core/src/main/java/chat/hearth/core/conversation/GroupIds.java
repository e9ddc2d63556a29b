package chat.hearth.core.conversation;

import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ids of groups that people make: the same creator and cid always give the same id.
final class GroupIds {
    private static final int HEX_DIGITS = 20;

    private GroupIds() {}

    static GroupId of(UserId creator, Cid cid) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var hash = sha.digest((creator + " " + cid).getBytes(StandardCharsets.US_ASCII));
            return new GroupId(HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
