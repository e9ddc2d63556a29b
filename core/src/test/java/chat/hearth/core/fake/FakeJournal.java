package chat.hearth.core.fake;

import chat.hearth.core.log.CommitJournal;
import chat.hearth.core.log.JournalSlice;
import java.util.HashMap;
import java.util.Map;

/// A journal that says what the test has put there.
public final class FakeJournal implements CommitJournal {
    public final Map<Long, Long> changeByConversation = new HashMap<>();
    public final Map<Long, Long> ptsByUser = new HashMap<>();
    public long head;

    @Override
    public long head() {
        return head;
    }

    /// What was put there since the last reading.
    @Override
    public JournalSlice after(long mark) {
        var slice = new JournalSlice(Math.max(mark, head), changeByConversation, ptsByUser);
        changeByConversation.clear();
        ptsByUser.clear();
        return slice;
    }
}
