package chat.hearth.storage.sql;

import chat.hearth.core.conversation.SendPolicy;
import chat.hearth.core.message.AppendOutcome;
import chat.hearth.core.message.AppendOutcome.Stored;
import chat.hearth.core.message.NewMessage;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Persist;
import chat.hearth.storage.engine.EarlierSend;
import chat.hearth.storage.engine.PendingMessage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Stores one run of messages: all earlier sends are looked up at once, then each message is judged and
/// numbered in order, then all are inserted at once and each conversation's head moves once.
public final class Append {
    private final WriteContext context;
    private final AppendTables tables;
    private final Map<SendId, EarlierSend> stored = new HashMap<>();
    private final Map<Long, Head> moved = new TreeMap<>();
    private final List<Numbered> accepted = new ArrayList<>();

    /// For one run; the next needs another.
    public Append(WriteContext context, AppendTables tables) {
        this.context = context;
        this.tables = tables;
    }

    /// The outcomes, in the order of the run.
    public List<AppendOutcome> run(List<PendingMessage> run) throws SQLException {
        tables.find(sendsNamedBy(run), stored);
        var outcomes = new ArrayList<AppendOutcome>(run.size());
        for (var pending : run) {
            outcomes.add(append(pending));
        }
        if (!accepted.isEmpty()) {
            tables.insert(accepted, moved.values(), context);
        }
        return outcomes;
    }

    /// The messages' own ids, and those of predecessors that are not in the run themselves.
    private static List<SendId> sendsNamedBy(List<PendingMessage> run) {
        var sends = LinkedHashSet.<SendId>newLinkedHashSet(run.size());
        for (var pending : run) {
            var message = pending.message();
            sends.add(new SendId(message.sender(), message.cid()));
            var after = message.after();
            if (after != null) {
                sends.add(new SendId(message.sender(), after));
            }
        }
        return List.copyOf(sends);
    }

    private AppendOutcome append(PendingMessage pending) throws SQLException {
        var message = pending.message();
        var id = new SendId(message.sender(), message.cid());
        var earlier = stored.get(id);
        if (earlier != null) {
            return earlier.answer(message.digest());
        }
        var after = message.after();
        if (after != null && !stored.containsKey(new SendId(message.sender(), after))) {
            return refused(ErrorCode.PREDECESSOR_MISSING);
        }
        var head = tables.head(message.conversation());
        if (head == null) {
            return refused(ErrorCode.CONVERSATION_NOT_FOUND);
        }
        if (head.rulesVersion != message.rulesVersion()) {
            var refusal = judge(message);
            if (refusal.isPresent()) {
                return new AppendOutcome.Refused(refusal.get());
            }
        }
        var numbered = new Numbered(pending, number(message, head));
        accepted.add(numbered);
        stored.put(id, new EarlierSend(message.digest(), numbered.stored()));
        return numbered.stored();
    }

    private Optional<Refusal> judge(NewMessage message) {
        var conversation = new ConversationRows(context.handle())
                .byKey(message.conversation())
                .orElseThrow();
        return SendPolicy.judge(
                conversation, new MemberRows(context.handle()).of(message.conversation(), message.sender()));
    }

    private Stored number(NewMessage message, Head head) {
        head.seq++;
        head.change++;
        head.counted += message.body().getPersist() == Persist.PERSIST_COUNTED ? 1 : 0;
        moved.put(head.conversation, head);
        context.touches().conversation(head.conversation, head.change);
        long id = context.sequences().next(Sequence.MESSAGE);
        return new Stored(id, head.seq, head.change, head.counted, context.nowMs(), false);
    }

    private static AppendOutcome refused(ErrorCode code) {
        return new AppendOutcome.Refused(Refusal.of(code));
    }
}
