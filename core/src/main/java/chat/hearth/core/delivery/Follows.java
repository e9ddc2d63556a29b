package chat.hearth.core.delivery;

import java.util.Arrays;
import java.util.function.LongConsumer;

/// The conversations that one session follows: 8 bytes each, so that a session in thousands stays small.
///
/// Guards the race between following and leaving: who has left follows nothing any more.
final class Follows {
    private static final int FIRST_SIZE = 8;

    private long[] conversations = new long[FIRST_SIZE];
    private int size;
    private boolean isOver;

    /// Runs `enter`, unless the session has left.
    synchronized void begin(Runnable enter) {
        if (!isOver) {
            enter.run();
        }
    }

    /// Runs `enter` and remembers the conversation, unless the session has left or follows it already.
    synchronized void add(long conversation, Runnable enter) {
        if (isOver) {
            return;
        }
        if (indexOf(conversation) >= 0) {
            return;
        }
        if (size == conversations.length) {
            conversations = Arrays.copyOf(conversations, size * 2);
        }
        conversations[size++] = conversation;
        enter.run();
    }

    /// Adds many that differ from each other. Only the few that were followed before are looked through.
    synchronized void addAll(long[] more, LongConsumer enter) {
        if (isOver) {
            return;
        }
        var before = Arrays.copyOf(conversations, size);
        conversations = Arrays.copyOf(conversations, Math.max(FIRST_SIZE, size + more.length));
        for (long each : more) {
            if (Arrays.stream(before).noneMatch(known -> known == each)) {
                conversations[size++] = each;
                enter.accept(each);
            }
        }
    }

    /// Forgets the conversation and runs `leave`, if it was followed.
    synchronized void remove(long conversation, Runnable leave) {
        int index = indexOf(conversation);
        if (index >= 0) {
            conversations[index] = conversations[--size];
            leave.run();
        }
    }

    /// The session has left; the answer is what it followed, and nothing is added after.
    synchronized long[] end() {
        isOver = true;
        var all = Arrays.copyOf(conversations, size);
        conversations = new long[0];
        size = 0;
        return all;
    }

    private int indexOf(long conversation) {
        for (int i = 0; i < size; i++) {
            if (conversations[i] == conversation) {
                return i;
            }
        }
        return -1;
    }
}
