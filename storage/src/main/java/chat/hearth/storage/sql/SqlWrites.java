package chat.hearth.storage.sql;

import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Device;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.storage.engine.Applied;
import java.util.List;

/// All writes of one transaction but the append; see [chat.hearth.storage.engine.Transaction].
public record SqlWrites(WriteContext context) {
    /// Creates a user or replaces the profile.
    public Applied<Outcome<StoredUser>> put(UserId id, Profile profile) {
        return new UserWrites(context.handle(), context.sequences()).put(id, profile);
    }

    /// Gives a device a token.
    public Applied<Device> issue(long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
        return devices().issue(user, id, platform, tokenHash, expiresAtMs);
    }

    /// Revokes devices of a user.
    public Applied<List<Device>> revoke(long user, List<DeviceId> ids) {
        return devices().revoke(user, ids);
    }

    /// Redeems a ticket.
    public Applied<Boolean> redeem(long device, long ticketNo) {
        return devices().redeem(device, ticketNo);
    }

    /// Makes a conversation, or answers the one there is.
    public Applied<StoredConversation> create(NewConversation conversation) {
        return new MemberWrites(context).create(conversation);
    }

    /// Lets members in.
    public Applied<Outcome<StoredConversation>> addMembers(long conversation, long by, List<Long> users, int limit) {
        return new MemberWrites(context).add(conversation, by, users, limit);
    }

    /// Moves read positions.
    public Applied<List<ReadPosition>> advance(List<ReadAdvance> advances) {
        return new ReadWrites(context).advance(advances);
    }

    /// Removes what has outlived its keep.
    public Applied<Boolean> sweep() {
        return Applied.quietly(new Sweep(context).run());
    }

    private DeviceWrites devices() {
        return new DeviceWrites(context.handle(), context.sequences(), context.nowMs());
    }
}
