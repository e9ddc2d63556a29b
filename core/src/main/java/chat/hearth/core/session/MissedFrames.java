package chat.hearth.core.session;

import chat.hearth.core.inbox.InboxEntry;
import chat.hearth.core.inbox.ResumeSnapshot.Touched;
import chat.hearth.core.message.DiffSlice;
import chat.hearth.protocol.SharedFrame;
import chat.hearth.protocol.v1.Event;
import chat.hearth.protocol.v1.PersonalChange;
import chat.hearth.protocol.v1.Position;
import chat.hearth.protocol.v1.ServerFrame;

/// What a returning session is sent of what it missed.
final class MissedFrames {
    private MissedFrames() {}

    static SharedFrame entry(InboxEntry entry) {
        var change = PersonalChange.newBuilder().setPts(entry.pts()).setConversation(entry.toConversation());
        return new SharedFrame(ServerFrame.newBuilder()
                .setEvent(Event.newBuilder().setPersonal(change))
                .build());
    }

    static SharedFrame of(Touched touched) {
        var diff = touched.diff();
        return diff == null || diff.isTooLong() ? position(touched) : missed(diff);
    }

    private static SharedFrame missed(DiffSlice diff) {
        return new SharedFrame(ServerFrame.newBuilder().setMissed(diff.toDiff()).build());
    }

    private static SharedFrame position(Touched touched) {
        var heads = touched.conversation().heads();
        return new SharedFrame(ServerFrame.newBuilder()
                .setPosition(Position.newBuilder()
                        .setConversation(touched.conversation().id().value())
                        .setChangeHead(heads.change())
                        .setSeqHead(heads.seq())
                        .setCountedHead(heads.counted()))
                .build());
    }
}
