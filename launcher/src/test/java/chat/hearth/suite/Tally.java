package chat.hearth.suite;

/// What came of some tests.
record Tally(long passed, long failed, long skipped) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    /// The closing line of a whole run.
    @Override
    public String toString() {
        var skippedToo = skipped == 0 ? "" : ", " + skipped + " skipped";
        return passed + " passed, " + failed + " failed" + skippedToo;
    }
}
