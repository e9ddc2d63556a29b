package chat.hearth.storage.commit;

import chat.hearth.core.log.CommitJournal;
import chat.hearth.core.log.JournalSlice;
import chat.hearth.storage.engine.Snapshot;
import chat.hearth.storage.engine.Snapshots;

/// The commit journal of one engine.
record EngineJournal(Snapshots snapshots) implements CommitJournal {
    @Override
    public long head() {
        return snapshots.read(Snapshot::mark);
    }

    @Override
    public JournalSlice after(long mark) {
        return snapshots.read(s -> s.journal(mark));
    }
}
