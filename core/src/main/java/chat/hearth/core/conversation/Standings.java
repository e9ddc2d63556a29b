package chat.hearth.core.conversation;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.v1.ErrorCode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/// Who may send where, remembered so that a send costs no read.
///
/// A standing holds only as long as its rules version is the newest this node heard of, and the store
/// compares the version once more under its lock: a stale memory costs a read there, never a wrong
/// permission.
public final class Standings {
    private static final int MAX_CONVERSATIONS = 100_000;
    private static final int MAX_STANDINGS = 200_000;

    private record Key(long user, long conversation) {}

    private final ConversationStore store;
    private final Cache<String, LiveRules> rulesById =
            Caffeine.newBuilder().maximumSize(MAX_CONVERSATIONS).build();
    private final Cache<Key, Standing> allowed =
            Caffeine.newBuilder().maximumSize(MAX_STANDINGS).build();

    public Standings(ConversationStore store) {
        this.store = store;
    }

    /// The caller's right to send into a conversation; refused with CONVERSATION_NOT_FOUND (also for what the
    /// caller may not know of) or what [SendPolicy] says.
    public Outcome<Standing> of(Caller caller, String conversation) {
        var rules = rules(conversation);
        if (rules == null) {
            return Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND);
        }
        var key = new Key(caller.key(), rules.key());
        var known = allowed.getIfPresent(key);
        return known != null && known.rulesVersion() == rules.version()
                ? Outcome.done(known)
                : judge(caller, rules, key);
    }

    /// A conversation's rules changed.
    public void changed(StoredConversation conversation) {
        var rules = rulesById.getIfPresent(conversation.id().value());
        if (rules != null) {
            rules.raise(conversation.rulesVersion());
        }
    }

    private @Nullable LiveRules rules(String conversation) {
        var known = rulesById.getIfPresent(conversation);
        if (known != null || !ConversationId.isValid(conversation)) {
            return known;
        }
        var row = store.byId(new ConversationId(conversation));
        return row.isEmpty() ? null : rulesById.asMap().computeIfAbsent(conversation, _ -> new LiveRules(row.get()));
    }

    private Outcome<Standing> judge(Caller caller, LiveRules rules, Key key) {
        // The version is read before the membership: if that changes in between, the version is too old and
        // the store judges again.
        var row = store.byKey(rules.key());
        if (row.isEmpty()) {
            return Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND);
        }
        rules.raise(row.get().rulesVersion());
        var membership = store.membership(rules.key(), caller.key());
        var refusal = SendPolicy.judge(row.get(), membership);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var standing = new Standing(rules.key(), rules.id(), row.get().rulesVersion());
        allowed.put(key, standing);
        return Outcome.done(standing);
    }
}
