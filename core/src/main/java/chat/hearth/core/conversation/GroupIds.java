package chat.hearth.core.conversation;

import chat.hearth.protocol.credential.Sha256;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.id.UserId;

/// Ids of groups that people make: the same creator and cid always give the same id.
final class GroupIds {
    private static final int HEX_DIGITS = 20;

    private GroupIds() {}

    static GroupId of(UserId creator, Cid cid) {
        return new GroupId(Sha256.hexOf(creator + " " + cid).substring(0, HEX_DIGITS));
    }
}
