package chat.hearth.core.conversation;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Outcome.Done;
import chat.hearth.core.outcome.Outcome.Refused;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.text.Texts;
import chat.hearth.core.user.Caller;
import chat.hearth.core.user.StoredUser;
import chat.hearth.core.user.Users;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.id.ConversationId;
import chat.hearth.protocol.id.GroupId;
import chat.hearth.protocol.v1.AddMembers;
import chat.hearth.protocol.v1.CreateGroup;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.ListMembers;
import chat.hearth.protocol.v1.MemberPage;
import chat.hearth.protocol.v1.OpenDirect;
import java.util.List;

/// Making conversations and letting people in. All methods block until what they answer is on disk.
public final class Conversations {
    private static final int MAX_ADDED = 500;
    private static final int MAX_NAME = 100;
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 200;

    private final ConversationStore store;
    private final Users users;
    private final int maxMembers;

    /// Conversations whose groups have at most `maxMembers` members.
    public Conversations(ConversationStore store, Users users, int maxMembers) {
        this.store = store;
        this.users = users;
        this.maxMembers = maxMembers;
    }

    /// The direct conversation with another user, made if there is none.
    public Outcome<StoredConversation> openDirect(Caller caller, OpenDirect request) {
        if (request.getUserId().equals(caller.id().value())) {
            return Outcome.refused(Refusal.invalid("userId", "is your own"));
        }
        return users.one(request.getUserId(), "userId").map(other -> openDirect(caller, other, 0));
    }

    /// The direct conversation of two different users on a line, made if there is none.
    public StoredConversation openDirect(Caller caller, StoredUser other, int line) {
        var id = ConversationId.direct(caller.id(), other.id(), line);
        return store.byId(id)
                .orElseGet(() -> store.create(new NewConversation(id, "", caller.key(), List.of(other.key())))
                        .join());
    }

    /// A group whose id follows from the creator and the cid, so that a repeated request makes no second one.
    public Outcome<StoredConversation> createGroup(Caller caller, CreateGroup request) {
        if (!Cid.isValid(request.getCid())) {
            return Outcome.refused(Refusal.invalid("cid", "must be a UUIDv7 in canonical lower-case form"));
        }
        return createGroup(
                caller,
                GroupIds.of(caller.id(), Cid.parse(request.getCid())),
                request.getName(),
                request.getMembersList());
    }

    /// A group of a given id; the one there is, if the caller is in it.
    public Outcome<StoredConversation> createGroup(Caller caller, GroupId group, String name, List<String> members) {
        if (!Texts.isVisible(name) || name.length() > MAX_NAME || !Texts.isLine(name)) {
            return Outcome.refused(Refusal.invalid("name", "1 to " + MAX_NAME + " characters, no control characters"));
        }
        if (members.size() > MAX_ADDED) {
            return Outcome.refused(Refusal.invalid("members", "at most " + MAX_ADDED + " ids are taken at once"));
        }
        return users.all(members, "members").then(found -> {
            var others = found.stream()
                    .map(StoredUser::key)
                    .filter(key -> key != caller.key())
                    .toList();
            if (others.size() >= maxMembers) {
                return Outcome.refused(ErrorCode.GROUP_FULL);
            }
            var made = store.create(new NewConversation(ConversationId.group(group, 0), name, caller.key(), others))
                    .join();
            return member(made, caller).map(_ -> made);
        });
    }

    /// Adds members; those who are already stay as they are.
    public Outcome<StoredConversation> addMembers(Caller caller, AddMembers request) {
        if (request.getUserIdsCount() < 1 || request.getUserIdsCount() > MAX_ADDED) {
            return Outcome.refused(Refusal.invalid("userIds", "1 to " + MAX_ADDED + " ids are taken at once"));
        }
        return visible(caller, request.getConversation())
                .then(row -> row.id().kind() == chat.hearth.protocol.v1.ConversationKind.GROUP
                        ? Outcome.done(row)
                        : Outcome.refused(ErrorCode.FORBIDDEN, "Only groups take more members."))
                .then(row -> users.all(request.getUserIdsList(), "userIds").then(found -> {
                    var keys = found.stream().map(StoredUser::key).toList();
                    return store.addMembers(row.key(), caller.key(), keys, maxMembers)
                            .join();
                }));
    }

    /// The present members, a page at a time.
    public Outcome<MemberPage> members(Caller caller, ListMembers request) {
        if (request.getLimit() < 0
                || request.getLimit() > MAX_PAGE
                || !request.getAfter().matches("[0-9]{0,18}")) {
            return Outcome.refused(Refusal.invalid("limit, after", "at most " + MAX_PAGE + ", and a page's own next"));
        }
        int limit = request.getLimit() == 0 ? DEFAULT_PAGE : request.getLimit();
        long after = request.getAfter().isEmpty() ? 0 : Long.parseLong(request.getAfter());
        return visible(caller, request.getConversation())
                .map(row -> page(row, store.members(row.key(), after, limit), limit));
    }

    /// The conversation, if the caller is in it; otherwise CONVERSATION_NOT_FOUND, whether or not it exists.
    public Outcome<StoredConversation> visible(Caller caller, String conversation) {
        if (!ConversationId.isValid(conversation)) {
            return Outcome.refused(Refusal.invalid("conversation", "must be d:USER:USER or g:GROUP"));
        }
        return store.byId(new ConversationId(conversation))
                .<Outcome<StoredConversation>>map(row -> switch (member(row, caller)) {
                    case Done<Membership> _ -> Outcome.done(row);
                    case Refused<Membership> _ -> Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND);
                })
                .orElseGet(() -> Outcome.refused(ErrorCode.CONVERSATION_NOT_FOUND));
    }

    private Outcome<Membership> member(StoredConversation row, Caller caller) {
        return store.membership(row.key(), caller.key())
                .filter(Membership::isPresent)
                .<Outcome<Membership>>map(Outcome::done)
                .orElseGet(() -> Outcome.refused(ErrorCode.NOT_A_MEMBER));
    }

    private static MemberPage page(StoredConversation row, List<Membership> members, int limit) {
        var page = MemberPage.newBuilder();
        members.forEach(each -> page.addMembers(each.toMember(row)));
        return members.size() < limit
                ? page.build()
                : page.setNext(Long.toString(members.getLast().user())).build();
    }
}
