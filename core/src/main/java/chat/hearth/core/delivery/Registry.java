package chat.hearth.core.delivery;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who is online on this node: the sessions of each user, and of each conversation with online members.
///
/// Arrays are replaced, never changed, so that delivery reads them without a lock.
final class Registry {
    private static final Subscriber[] NOBODY = {};

    private final Map<Long, Subscriber[]> byUser = new ConcurrentHashMap<>();
    private final Map<Long, Subscriber[]> byConversation = new ConcurrentHashMap<>();

    /// Enters the session, unless it has left already.
    void enter(Subscriber subscriber) {
        subscriber.follows().begin(() -> add(byUser, subscriber.user(), subscriber));
    }

    /// Removes the session everywhere; entering and following after that have no effect.
    void leave(Subscriber subscriber) {
        var followed = subscriber.follows().end();
        remove(byUser, subscriber.user(), subscriber);
        for (long conversation : followed) {
            remove(byConversation, conversation, subscriber);
        }
    }

    void follow(Subscriber subscriber, long conversation) {
        subscriber.follows().add(conversation, () -> add(byConversation, conversation, subscriber));
    }

    void unfollow(Subscriber subscriber, long conversation) {
        subscriber.follows().remove(conversation, () -> remove(byConversation, conversation, subscriber));
    }

    void followAll(Subscriber subscriber, long[] conversations) {
        subscriber.follows().addAll(conversations, key -> add(byConversation, key, subscriber));
    }

    Subscriber[] ofUser(long user) {
        return byUser.getOrDefault(user, NOBODY);
    }

    Subscriber[] ofConversation(long conversation) {
        return byConversation.getOrDefault(conversation, NOBODY);
    }

    private static void add(Map<Long, Subscriber[]> map, long key, Subscriber added) {
        map.merge(key, new Subscriber[] {added}, (present, one) -> {
            if (Arrays.asList(present).contains(added)) {
                return present;
            }
            var more = Arrays.copyOf(present, present.length + 1);
            more[present.length] = added;
            return more;
        });
    }

    private static void remove(Map<Long, Subscriber[]> map, long key, Subscriber gone) {
        map.computeIfPresent(key, (_, present) -> {
            var rest = Arrays.stream(present).filter(each -> each != gone).toArray(Subscriber[]::new);
            return rest.length == 0 ? null : rest;
        });
    }
}
