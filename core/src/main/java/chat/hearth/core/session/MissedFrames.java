package chat.hearth.core.session;

import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.ResumeSnapshot;
import chat.hearth.core.inbox.ResumeSnapshot.Touched;
import chat.hearth.core.message.WireSize;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.Event;
import chat.hearth.protocol.v1.PersonalChange;
import chat.hearth.protocol.v1.Position;
import chat.hearth.protocol.v1.Receipt;
import chat.hearth.protocol.v1.ServerFrame;
import chat.hearth.protocol.v1.Signal;
import java.util.ArrayList;
import java.util.List;

/// What a returning session is sent of what it missed: its own log first, then each conversation's
/// difference, or its position where the difference would be too much; then how far the others have received and read.
final class MissedFrames {
    /// Bytes of one resume, below what an [chat.hearth.core.delivery.Outbox] holds at least.
    static final int MAX_BYTES = 768 * 1024;

    private static final int HEADROOM = 8192;
    private static final int RECEIPT_EXPIRES_MS = 60_000;

    private final UserId reader;
    private final int maxFrameBytes;
    private final List<SharedFrame> frames = new ArrayList<>();
    private int room = MAX_BYTES;

    private MissedFrames(UserId reader, int maxFrameBytes) {
        this.reader = reader;
        this.maxFrameBytes = maxFrameBytes;
    }

    /// The frames of a snapshot, none of which is larger than allowed.
    static List<SharedFrame> of(ResumeSnapshot snapshot, UserId reader, int maxFrameBytes) {
        var missed = new MissedFrames(reader, maxFrameBytes);
        snapshot.entries().forEach(missed::add);
        snapshot.touched().forEach(missed::add);
        snapshot.touched().stream()
                .filter(each -> each.counterpartDeliveredSeq() > 0)
                .forEach(missed::addReceipt);
        return missed.frames;
    }

    private void add(InboxEntry entry) {
        var change = PersonalChange.newBuilder().setPts(entry.pts()).setConversation(entry.toConversation());
        add(ServerFrame.newBuilder().setEvent(Event.newBuilder().setPersonal(change)));
    }

    private void add(Touched touched) {
        var rows = touched.diff();
        if (rows != null && !rows.isTooLong()) {
            var diff = rows.toDiff();
            int size = WireSize.of(diff);
            if (size <= Math.min(room, maxFrameBytes - HEADROOM)) {
                add(ServerFrame.newBuilder().setMissed(diff));
                return;
            }
        }
        add(position(touched));
    }

    private void addReceipt(Touched touched) {
        var conversation = touched.conversation().id();
        var receipt = Receipt.newBuilder()
                .setConversation(conversation.value())
                .setUserId(conversation.counterpart(reader).value())
                .setReadUpToSeq(touched.counterpartReadSeq())
                .setDeliveredUpToSeq(touched.counterpartDeliveredSeq());
        var signal = Signal.newBuilder().setExpiresInMs(RECEIPT_EXPIRES_MS).setReceipt(receipt);
        add(ServerFrame.newBuilder().setSignal(signal));
    }

    private void add(ServerFrame.Builder frame) {
        var built = frame.build();
        room -= built.getSerializedSize();
        frames.add(new SharedFrame(built));
    }

    private static ServerFrame.Builder position(Touched touched) {
        var heads = touched.conversation().heads();
        return ServerFrame.newBuilder()
                .setPosition(Position.newBuilder()
                        .setConversation(touched.conversation().id().value())
                        .setChangeHead(heads.change())
                        .setSeqHead(heads.seq())
                        .setCountedHead(heads.counted()));
    }
}
