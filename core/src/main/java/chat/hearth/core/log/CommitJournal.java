package chat.hearth.core.log;

/// What was committed, read back from where it is kept: for whoever must not miss a change. Blocks.
public interface CommitJournal {
    /// The mark up to which every commit can be read here; 0 before the first.
    long head();

    /// What the commits after a mark touched, merged; a bounded number of them at a time.
    JournalSlice after(long mark);
}
