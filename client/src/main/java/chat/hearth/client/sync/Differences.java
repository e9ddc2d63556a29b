package chat.hearth.client.sync;

import chat.hearth.client.wire.Refusal;
import chat.hearth.protocol.v1.Diff;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchConversation;
import chat.hearth.protocol.v1.FetchDiff;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.History;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings stale conversations up to date: one question per conversation at a time, a bounded number at
/// once, the others in line.
final class Differences {
    private static final int PAGE = 200;
    /// How often a difference may bring nothing before what is missing counts as non-existent.
    private static final int MAX_FRUITLESS = 8;

    private static final long FRUITLESS_PAUSE_MS = 200;
    private static final Set<ErrorCode> CLOSED_TO_ME =
            Set.of(ErrorCode.NOT_A_MEMBER, ErrorCode.CONVERSATION_NOT_FOUND, ErrorCode.FORBIDDEN);
    private static final Logger LOG = LoggerFactory.getLogger(Differences.class);

    private final Questions questions;
    private final SyncBounds bounds;
    private final Consumer<Timeline> whenGone;
    private final Runnable whenSettled;
    private final Set<Timeline> stale = new LinkedHashSet<>();
    private final Set<Timeline> fetching = new HashSet<>();
    private final Map<Timeline, Integer> fruitless = new HashMap<>();
    private boolean isAttached;

    Differences(Questions questions, SyncBounds bounds, Consumer<Timeline> whenGone, Runnable whenSettled) {
        this.questions = questions;
        this.bounds = bounds;
        this.whenGone = whenGone;
        this.whenSettled = whenSettled;
    }

    void attached() {
        isAttached = true;
        pump();
    }

    /// Nothing comes any more; what was being fetched is stale still.
    void detached() {
        isAttached = false;
        stale.addAll(fetching);
        fetching.clear();
    }

    boolean isSettled() {
        return stale.isEmpty() && fetching.isEmpty();
    }

    /// Fetches what is missing of this one, if something is.
    void check(Timeline timeline) {
        if (timeline.isPlaced() && timeline.isStale() && !fetching.contains(timeline) && stale.add(timeline)) {
            pump();
        }
    }

    void forget(Timeline timeline) {
        stale.remove(timeline);
        fetching.remove(timeline);
        fruitless.remove(timeline);
        pump();
    }

    private void pump() {
        while (isAttached && fetching.size() < bounds.fetches() && !stale.isEmpty()) {
            var next = stale.iterator().next();
            stale.remove(next);
            if (next.isStale()) {
                fetching.add(next);
                if (next.isSuspect()) {
                    loadAfresh(next);
                } else {
                    fetch(next);
                }
            }
        }
        if (isSettled()) {
            whenSettled.run();
        }
    }

    private void fetch(Timeline timeline) {
        var request =
                FetchDiff.newBuilder().setConversation(timeline.conversation()).setFromChange(timeline.have());
        questions.ask(
                Request.newBuilder().setFetchDiff(request),
                reply -> diff(timeline, reply.getDiff()),
                refusal -> refused(timeline, refusal));
    }

    private void diff(Timeline timeline, Diff diff) {
        if (!fetching.contains(timeline)) {
            return;
        }
        if (diff.getStartOver()) {
            loadAfresh(timeline);
            return;
        }
        if (timeline.apply(diff)) {
            fruitless.remove(timeline);
            done(timeline);
            return;
        }
        int tries = fruitless.merge(timeline, 1, Integer::sum);
        if (tries < MAX_FRUITLESS) {
            questions.loop().after(FRUITLESS_PAUSE_MS * tries, () -> done(timeline));
        } else {
            fruitless.remove(timeline);
            timeline.giveUpWaiting();
            done(timeline);
        }
    }

    private void refused(Timeline timeline, Refusal refusal) {
        if (refusal.code() == ErrorCode.START_OVER) {
            loadAfresh(timeline);
        } else if (CLOSED_TO_ME.contains(refusal.code())) {
            fetching.remove(timeline);
            whenGone.accept(timeline);
            pump();
        } else {
            LOG.warn("The difference of {} can't be had: {}", timeline.conversation(), refusal);
            timeline.giveUpWaiting();
            done(timeline);
        }
    }

    private void done(Timeline timeline) {
        if (fetching.remove(timeline)) {
            if (timeline.isGone()) {
                whenGone.accept(timeline);
            } else if (timeline.isStale()) {
                stale.add(timeline);
            }
        }
        pump();
    }

    /// What is held of this one can't be gone on from.
    void startOver(Timeline timeline) {
        timeline.suspect();
        check(timeline);
    }

    /// The newest page first: it says how far back the gap reaches.
    private void loadAfresh(Timeline timeline) {
        long have = timeline.have();
        history(timeline, range(timeline).setLimit(PAGE), newest -> {
            var rows = newest.getMessagesList();
            boolean hasGoneBack = newest.getChangeHead() < have;
            long first = rows.isEmpty() ? 0 : rows.getFirst().getSeq();
            long missing = newest.getMore() ? Math.max(0, first - timeline.told() - 1) : 0;
            if (hasGoneBack || missing > bounds.gapMessages()) {
                long held = timeline.have();
                timeline.reset(rows, newest.getChangeHead(), newest.getSeqHead());
                timeline.expect(hasGoneBack ? 0 : held);
                describe(timeline);
            } else if (missing > 0) {
                fill(timeline, newest, new ArrayList<>(), timeline.told() + 1);
            } else {
                timeline.replace(rows, newest.getChangeHead());
                describe(timeline);
            }
        });
    }

    /// Pages upward from what was told last to the newest page, so that all is told in order.
    private void fill(Timeline timeline, History newest, List<Message> rows, long from) {
        long to = newest.getMessages(0).getSeq() - 1;
        var request =
                range(timeline).setFromSeq(from).setToSeq(to).setLimit(PAGE).setOldestFirst(true);
        history(timeline, request, page -> {
            rows.addAll(page.getMessagesList());
            if (page.getMore() && page.getMessagesCount() > 0) {
                fill(timeline, newest, rows, rows.getLast().getSeq() + 1);
            } else {
                rows.addAll(newest.getMessagesList());
                timeline.replace(rows, newest.getChangeHead());
                describe(timeline);
            }
        });
    }

    private void describe(Timeline timeline) {
        var request = FetchConversation.newBuilder().setConversation(timeline.conversation());
        questions.ask(
                Request.newBuilder().setFetchConversation(request),
                reply -> {
                    timeline.describe(reply.getConversation());
                    done(timeline);
                },
                refusal -> refused(timeline, refusal));
    }

    private void history(Timeline timeline, FetchHistory.Builder range, Consumer<History> then) {
        questions.ask(
                Request.newBuilder().setFetchHistory(range),
                reply -> {
                    if (fetching.contains(timeline)) {
                        then.accept(reply.getHistory());
                    }
                },
                refusal -> refused(timeline, refusal));
    }

    private static FetchHistory.Builder range(Timeline timeline) {
        return FetchHistory.newBuilder().setConversation(timeline.conversation());
    }
}
