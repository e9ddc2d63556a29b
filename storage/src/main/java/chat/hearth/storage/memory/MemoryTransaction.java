package chat.hearth.storage.memory;

import chat.hearth.core.conversation.NewConversation;
import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.log.Change;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Device;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ConversationKind;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.storage.engine.Applied;
import chat.hearth.storage.engine.Committed;
import chat.hearth.storage.engine.PendingMessage;
import chat.hearth.storage.engine.Transaction;
import java.util.ArrayList;
import java.util.List;

/// Writes of users, devices and read positions; members are in [MemoryMembers], messages in [MemoryAppends].
final class MemoryTransaction implements Transaction {
    private static final long KEEP_SEND_KEYS_MS = Cid.MAX_AGE.plus(Cid.MAX_LEAD).toMillis();

    private final Tables tables;
    private final MemorySnapshot rows;
    private final long nowMs;
    private final long mark;
    private final Runnable unlock;

    MemoryTransaction(Tables tables, long nowMs, Runnable unlock) {
        this.tables = tables;
        this.rows = new MemorySnapshot(tables);
        this.nowMs = nowMs;
        this.mark = tables.lastMark + 1;
        this.unlock = unlock;
        tables.lastAtMs = Math.max(tables.lastAtMs + 1, nowMs);
    }

    @Override
    public List<AppendOutcome> append(List<PendingMessage> run) {
        var appends = new MemoryAppends(tables, mark, nowMs);
        return run.stream().map(pending -> appends.append(pending.message())).toList();
    }

    @Override
    public Applied<Outcome<StoredUser>> put(UserId id, Profile profile) {
        var named = rows.userByName(profile.name());
        if (named.isPresent() && !named.get().id().equals(id)) {
            return Applied.quietly(Outcome.refused(ErrorCode.NAME_TAKEN));
        }
        var known = rows.user(id);
        if (known.isPresent() && known.get().profile().equals(profile)) {
            return Applied.quietly(Outcome.done(known.get()));
        }
        var user = known.map(k -> new StoredUser(k.key(), id, profile, k.version() + 1, k.isDisabled()))
                .orElseGet(() -> new StoredUser(Tables.nextKey(tables.usersByKey), id, profile, 1, false));
        tables.usersByKey.put(user.key(), user);
        return Applied.quietly(Outcome.done(user));
    }

    @Override
    public Applied<Device> issue(long user, DeviceId id, int platform, TokenHash tokenHash, long expiresAtMs) {
        var owner = tables.user(user).key();
        var known = rows.devices(id).stream().filter(d -> d.user() == owner).findFirst();
        long key = known.map(Device::key).orElseGet(() -> Tables.nextKey(tables.devicesByKey));
        long ticketNo = known.map(Device::ticketNo).orElse(0L);
        var device = new Device(key, id, owner, tokenHash, expiresAtMs, ticketNo, platform, false);
        tables.devicesByKey.put(key, device);
        return Applied.quietly(device);
    }

    @Override
    public Applied<List<Device>> revoke(long user, List<DeviceId> ids) {
        var ended = tables.devicesByKey.values().stream()
                .filter(d -> d.user() == user && !d.isRevoked() && ids.contains(d.id()))
                .map(Device::revoked)
                .toList();
        ended.forEach(d -> tables.devicesByKey.put(d.key(), d));
        return new Applied<>(
                ended,
                ended.stream()
                        .<Change>map(d -> new Change.DeviceRevoked(user, d.key()))
                        .toList());
    }

    @Override
    public Applied<Boolean> redeem(long device, long ticketNo) {
        var d = tables.devicesByKey.get(device);
        if (d == null || d.isRevoked() || d.ticketNo() >= ticketNo) {
            return Applied.quietly(false);
        }
        var redeemed = new Device(
                d.key(), d.id(), d.user(), d.tokenHash(), d.tokenExpiresAtMs(), ticketNo, d.platform(), false);
        tables.devicesByKey.put(device, redeemed);
        tables.lastSeenMsByDevice.put(device, nowMs);
        return Applied.quietly(true);
    }

    @Override
    public Applied<StoredConversation> create(NewConversation conversation) {
        return new MemoryMembers(tables, mark).create(conversation);
    }

    @Override
    public Applied<Outcome<StoredConversation>> addMembers(long conversation, long by, List<Long> users, int limit) {
        return new MemoryMembers(tables, mark).add(conversation, by, users, limit);
    }

    @Override
    public Applied<List<ReadPosition>> advance(List<ReadAdvance> advances) {
        var positions = new ArrayList<ReadPosition>();
        var changes = new ArrayList<Change>();
        for (var wish : advances) {
            var position = advance(wish);
            positions.add(position);
            if (position.hasMoved()) {
                var conversation = tables.conversation(wish.conversation()).row;
                changes.add(new Change.ReadMoved(
                        conversation, tables.user(wish.user()).id(), position));
            } else if (position.hasReached()) {
                var conversation = tables.conversation(wish.conversation()).row;
                changes.add(new Change.DeliveredMoved(
                        conversation, tables.user(wish.user()).id(), position));
            }
        }
        return new Applied<>(positions, changes);
    }

    private ReadPosition advance(ReadAdvance wish) {
        var row = tables.inbox(wish.user()).getOrDefault(wish.conversation(), new Tables.InboxRow(0, 0, 0, 0));
        long seq = within(wish, wish.seq());
        long delivered = Math.max(seq, within(wish, wish.deliveredSeq()));
        boolean isMoving = seq > row.readSeq();
        boolean isReaching = delivered > row.deliveredSeq();
        if (isMoving || isReaching) {
            row = new Tables.InboxRow(
                    isMoving ? seq : row.readSeq(),
                    isMoving ? countedAt(wish.conversation(), seq) : row.readCounted(),
                    isMoving ? tables.nextPts(wish.user()) : row.pts(),
                    Math.max(delivered, row.deliveredSeq()));
            tables.setInbox(wish.user(), wish.conversation(), row);
            var conversation = tables.conversation(wish.conversation());
            if (conversation.row.id().kind() == ConversationKind.DIRECT) {
                conversation.lastMark = mark;
            }
        }
        return new ReadPosition(
                wish.user(),
                wish.conversation(),
                row.readSeq(),
                row.readCounted(),
                row.pts(),
                isMoving,
                row.deliveredSeq(),
                isReaching && !isMoving);
    }

    /// Nothing moves past the head, and nothing of one who is not a member.
    private long within(ReadAdvance wish, long seq) {
        boolean isMember = rows.membership(wish.conversation(), wish.user())
                .filter(m -> m.isPresent())
                .isPresent();
        return isMember
                ? Math.min(
                        seq,
                        tables.conversation(wish.conversation()).row.heads().seq())
                : 0;
    }

    private long countedAt(long conversation, long seq) {
        return tables.conversation(conversation).messages.stream()
                .filter(m -> m.seq() <= seq)
                .reduce((_, later) -> later)
                .map(m -> m.counted())
                .orElse(0L);
    }

    @Override
    public Applied<Boolean> sweep() {
        tables.sendKeys.keySet().removeIf(send -> send.cid().timeMs() < nowMs - KEEP_SEND_KEYS_MS);
        return Applied.quietly(false);
    }

    @Override
    public Committed commit() {
        tables.lastMark = mark;
        unlock.run();
        return new Committed(mark, mark + 1);
    }

    @Override
    public void rollback() {
        unlock.run();
    }
}
