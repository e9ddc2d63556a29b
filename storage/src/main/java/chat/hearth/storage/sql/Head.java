package chat.hearth.storage.sql;

/// One conversation's counters, moved in place.
public final class Head {
    final long conversation;
    final long rulesVersion;
    long seq;
    long change;
    long counted;

    /// The counters as they were read.
    public Head(long conversation, long rulesVersion, long seq, long change, long counted) {
        this.conversation = conversation;
        this.rulesVersion = rulesVersion;
        this.seq = seq;
        this.change = change;
        this.counted = counted;
    }

    /// The conversation's database key.
    public long conversation() {
        return conversation;
    }

    public long seq() {
        return seq;
    }

    public long change() {
        return change;
    }

    public long counted() {
        return counted;
    }
}
