package chat.hearth.core.user;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.text.Texts;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchUsers;
import chat.hearth.protocol.v1.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Looking people up, and keeping their profiles.
public final class Users {
    private static final int MAX_FETCHED = 100;
    private static final int MAX_NAME = 100;
    private static final int MAX_FIELD = 4000;

    private final UserStore store;

    public Users(UserStore store) {
        this.store = store;
    }

    /// The profiles of those users that exist.
    public Outcome<chat.hearth.protocol.v1.Users> fetch(FetchUsers request) {
        if (request.getUserIdsCount() < 1 || request.getUserIdsCount() > MAX_FETCHED) {
            return Outcome.refused(Refusal.invalid("userIds", "1 to " + MAX_FETCHED + " ids are taken at once"));
        }
        return ids(request.getUserIdsList(), "userIds")
                .map(ids -> chat.hearth.protocol.v1.Users.newBuilder()
                        .addAllUsers(
                                store.byIds(ids).stream().map(Users::toUser).toList())
                        .build());
    }

    /// All of these users, in the order asked and without repetition; refused if one does not exist.
    public Outcome<List<StoredUser>> all(List<String> userIds, String field) {
        return ids(userIds, field).then(ids -> {
            var found = store.byIds(ids).stream().collect(Collectors.toMap(StoredUser::id, user -> user));
            var missing = ids.stream().filter(id -> !found.containsKey(id)).findFirst();
            return missing.<Outcome<List<StoredUser>>>map(id -> notFound(id.value()))
                    .orElseGet(() -> Outcome.done(ids.stream().map(found::get).toList()));
        });
    }

    /// One user; refused if there is none.
    public Outcome<StoredUser> one(String userId, String field) {
        return all(List.of(userId), field).map(List::getFirst);
    }

    /// The user of this id, if it can be one and exists.
    public Optional<StoredUser> find(String userId) {
        return UserId.isValid(userId) ? store.byId(new UserId(userId)) : Optional.empty();
    }

    /// The user of this account name.
    public Optional<StoredUser> named(String name) {
        return store.byName(name);
    }

    /// Creates a user, or replaces the profile of the one with this id.
    public CompletableFuture<Outcome<StoredUser>> put(UserId id, Profile profile) {
        return refuse(profile)
                .map(refusal -> CompletableFuture.completedFuture(Outcome.<StoredUser>refused(refusal)))
                .orElseGet(() -> store.put(id, profile));
    }

    private static Outcome<List<UserId>> ids(List<String> userIds, String field) {
        var seen = new HashSet<String>();
        var ids = new ArrayList<UserId>();
        for (var text : userIds) {
            if (!UserId.isValid(text)) {
                return Outcome.refused(Refusal.invalid(field, "a user id has 1-64 letters, digits or . _ @ + = ~ -"));
            }
            if (seen.add(text)) {
                ids.add(new UserId(text));
            }
        }
        return Outcome.done(ids);
    }

    private static <T> Outcome<T> notFound(String userId) {
        return Outcome.refused(ErrorCode.USER_NOT_FOUND, "There is no user " + userId + ".");
    }

    private static Optional<Refusal> refuse(Profile profile) {
        if (isBad(profile.name(), MAX_NAME)) {
            return Optional.of(Refusal.invalid("name", "at most " + MAX_NAME + " characters, no control characters"));
        }
        if (isBad(profile.displayName(), MAX_NAME)) {
            return Optional.of(
                    Refusal.invalid("displayName", "at most " + MAX_NAME + " characters, no control characters"));
        }
        var rest = List.of(
                profile.portrait(),
                profile.mobile(),
                profile.email(),
                profile.address(),
                profile.company(),
                profile.social());
        return rest.stream().anyMatch(field -> isBad(field, MAX_FIELD))
                        || profile.extra().length() > MAX_FIELD
                        || !Texts.isStorable(profile.extra())
                ? Optional.of(Refusal.invalid(
                        "profile", "each field has at most " + MAX_FIELD + " characters, no control characters"))
                : Optional.empty();
    }

    private static boolean isBad(String field, int max) {
        return field.length() > max || !Texts.isLine(field);
    }

    private static User toUser(StoredUser user) {
        return User.newBuilder()
                .setUserId(user.id().value())
                .setName(user.profile().name())
                .setDisplayName(user.profile().displayName())
                .setPortrait(user.profile().portrait())
                .setVersion(user.version())
                .build();
    }
}
