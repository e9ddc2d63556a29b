package chat.hearth.system;

import chat.hearth.core.Core;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.ListConversations;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The conversations of a user by their ids: as a device holds them, and as the server shows them.
final class States {
    private static final int PAGE = 100;

    private States() {}

    /// As the device holds them.
    static Map<String, Conversation> of(Person person) {
        return byId(person.blocking().conversations());
    }

    /// As the server shows them to a device that starts afresh.
    static Map<String, Conversation> of(LocalNode node, Caller caller) {
        return of(node.core, caller);
    }

    /// As the server shows them to a device that starts afresh.
    static Map<String, Conversation> of(Core core, Caller caller) {
        var all = new TreeMap<String, Conversation>();
        var after = "";
        do {
            var request = ListConversations.newBuilder().setLimit(PAGE).setAfter(after);
            var page = LocalNode.done(core.inboxes().list(caller, request.build()));
            all.putAll(byId(page.getConversationsList()));
            after = page.getNext();
        } while (!after.isEmpty());
        return all;
    }

    /// What differs between two, a line for each conversation and side.
    static String difference(Map<String, Conversation> held, Map<String, Conversation> server) {
        var ids = new TreeSet<>(held.keySet());
        ids.addAll(server.keySet());
        ids.removeIf(id -> Objects.equals(held.get(id), server.get(id)));
        return ids.stream()
                .map(id -> "\nheld   " + line(held.get(id)) + "\nserver " + line(server.get(id)))
                .collect(Collectors.joining());
    }

    private static String line(@Nullable Conversation state) {
        return state == null ? "nothing" : state.toString().replaceAll("\\s+", " ");
    }

    static Map<String, Conversation> byId(Collection<Conversation> states) {
        var all = new TreeMap<String, Conversation>();
        states.forEach(state -> all.put(state.getConversation(), state));
        return all;
    }
}
