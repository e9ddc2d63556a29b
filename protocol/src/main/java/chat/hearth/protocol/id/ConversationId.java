package chat.hearth.protocol.id;

import chat.hearth.protocol.v1.ConversationKind;
import java.util.List;
import java.util.regex.Pattern;

/// A conversation's identity on the wire, the same for everyone in it: kind, target and line in one string.
///
/// | kind | form | example |
/// |---|---|---|
/// | direct | `d:` lower id `:` higher id | `d:alice:bob` |
/// | group | `g:` group id | `g:team` |
///
/// A line other than 0 follows after one more colon (`d:alice:bob:2`): the same pair may hold several
/// parallel conversations. The two users of a direct conversation are ordered by their UTF-16 code units, so
/// both sides arrive at the same id without asking.
///
/// @param value the whole string, at most 141 characters
public record ConversationId(String value) {
    private static final String ID = "[A-Za-z0-9._@+=~-]{1,64}";
    private static final Pattern FORM =
            Pattern.compile("(?:d:(" + ID + "):(" + ID + ")|g:(" + ID + "))(?::([1-9][0-9]{0,8}))?");

    public ConversationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a conversation id: expected d:USER:USER or g:GROUP");
        }
    }

    /// Whether `value` may be a conversation id; ask before constructing from outside input.
    public static boolean isValid(String value) {
        var match = FORM.matcher(value);
        return match.matches() && (match.group(1) == null || match.group(1).compareTo(match.group(2)) < 0);
    }

    /// The conversation of two different users.
    ///
    /// @throws IllegalArgumentException if both are the same
    public static ConversationId direct(UserId one, UserId other, int line) {
        var inOrder = one.value().compareTo(other.value()) < 0 ? List.of(one, other) : List.of(other, one);
        return new ConversationId("d:" + inOrder.getFirst() + ":" + inOrder.getLast() + suffix(line));
    }

    /// The conversation of a group.
    public static ConversationId group(GroupId group, int line) {
        return new ConversationId("g:" + group + suffix(line));
    }

    public ConversationKind kind() {
        return value.charAt(0) == 'd' ? ConversationKind.DIRECT : ConversationKind.GROUP;
    }

    /// Parallel conversations of the same target are told apart by their line; 0 is the usual one.
    public int line() {
        var match = FORM.matcher(value);
        return match.matches() && match.group(4) != null ? Integer.parseInt(match.group(4)) : 0;
    }

    /// The other user of a direct conversation.
    ///
    /// @throws IllegalStateException if this is not a direct conversation of `me`
    public UserId counterpart(UserId me) {
        var match = FORM.matcher(value);
        if (match.matches() && me.value().equals(match.group(1))) {
            return new UserId(match.group(2));
        }
        if (match.matches() && me.value().equals(match.group(2))) {
            return new UserId(match.group(1));
        }
        throw new IllegalStateException(value + " is not a direct conversation of " + me);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String suffix(int line) {
        return line == 0 ? "" : ":" + line;
    }
}
