package chat.hearth.storage.sql;

import chat.hearth.core.conversation.StoredConversation;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.inbox.ReadPosition;
import chat.hearth.core.log.Change;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ConversationKind;
import chat.hearth.storage.engine.Applied;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Moves read and delivered positions.
record ReadWrites(WriteContext context) {
    private static final String STANDING =
            "SELECT " + ConversationRows.COLUMNS + """
            , u.external_id AS user_id, m.state AS state, i.read_seq AS read_seq, i.read_counted AS read_counted,
            i.pts AS pts, %delivered AS delivered_seq
            FROM inbox i
            JOIN "user" u ON u.id = i.user_id
            JOIN conversation c ON c.id = i.conversation_id
            JOIN member m ON m.conversation_id = i.conversation_id AND m.user_id = i.user_id
            WHERE i.user_id = :user AND i.conversation_id = :conversation
            """.replace("%delivered", InboxRows.DELIVERED);
    private static final String DELIVER = """
            UPDATE inbox SET delivered_seq = :seq WHERE user_id = :user AND conversation_id = :conversation
            """;
    private static final String MOVE = """
            UPDATE inbox SET read_seq = :seq, read_counted = :counted, pts = :pts
            WHERE user_id = :user AND conversation_id = :conversation
            """;

    private record Standing(
            StoredConversation conversation,
            UserId user,
            boolean isPresent,
            long readSeq,
            long readCounted,
            long pts,
            long deliveredSeq) {
        boolean movesDirect(ReadAdvance wish) {
            return conversation.id().kind() == ConversationKind.DIRECT
                    && (within(wish.seq()) > readSeq || within(wish.deliveredSeq()) > deliveredSeq);
        }

        /// A wish never moves anything past the head, nor anything of one who left.
        long within(long seq) {
            return isPresent ? Math.min(seq, conversation.heads().seq()) : 0;
        }

        ReadPosition unread(ReadAdvance wish, long delivered) {
            boolean hasReached = delivered > deliveredSeq;
            long now = Math.max(delivered, deliveredSeq);
            return new ReadPosition(
                    wish.user(), wish.conversation(), readSeq, readCounted, pts, false, now, hasReached);
        }
    }

    Applied<List<ReadPosition>> advance(List<ReadAdvance> wishes) {
        var standings = wishes.stream().map(this::standing).toList();
        markDirect(wishes, standings);
        var positions = new ArrayList<ReadPosition>(wishes.size());
        var changes = new ArrayList<Change>();
        var met = new HashSet<List<Long>>();
        for (int i = 0; i < wishes.size(); i++) {
            var wish = wishes.get(i);
            // A second wish for the same conversation stands where the first one went.
            var standing = met.add(List.of(wish.user(), wish.conversation())) ? standings.get(i) : standing(wish);
            var position = standing.map(s -> advance(wish, s))
                    .orElseGet(() -> new ReadPosition(wish.user(), wish.conversation(), 0, 0, 0, false));
            positions.add(position);
            if (position.hasMoved()) {
                var s = standing.orElseThrow();
                changes.add(new Change.ReadMoved(s.conversation(), s.user(), position));
            } else if (position.hasReached()) {
                var s = standing.orElseThrow();
                changes.add(new Change.DeliveredMoved(s.conversation(), s.user(), position));
            }
        }
        return new Applied<>(positions, changes);
    }

    /// The other side of a direct conversation is told, also when it was away: so the conversation has moved.
    /// Conversations come before users in the order of locks, each ascending.
    private void markDirect(List<ReadAdvance> wishes, List<Optional<Standing>> standings) {
        var direct = new TreeSet<Long>();
        for (int i = 0; i < wishes.size(); i++) {
            var standing = standings.get(i);
            if (standing.isPresent() && standing.get().movesDirect(wishes.get(i))) {
                direct.add(wishes.get(i).conversation());
            }
        }
        direct.forEach(conversation -> context.handle()
                .createUpdate("UPDATE conversation SET last_mark = ? WHERE id = ? AND last_mark < ?")
                .bind(0, context.mark())
                .bind(1, conversation)
                .bind(2, context.mark())
                .execute());
    }

    private ReadPosition advance(ReadAdvance wish, Standing s) {
        var heads = s.conversation().heads();
        long delivered = s.within(wish.deliveredSeq());
        if (delivered > s.deliveredSeq()) {
            deliver(wish, delivered);
        }
        long seq = s.within(wish.seq());
        if (seq <= s.readSeq()) {
            return s.unread(wish, delivered);
        }
        long counted = seq == heads.seq()
                ? heads.counted()
                : new MessageRows(context.handle()).countedAt(wish.conversation(), seq);
        long pts = new PersonalLog(context).next(wish.user());
        context.handle()
                .createUpdate(MOVE)
                .bind("user", wish.user())
                .bind("conversation", wish.conversation())
                .bind("seq", seq)
                .bind("counted", counted)
                .bind("pts", pts)
                .execute();
        long reached = Math.max(seq, Math.max(delivered, s.deliveredSeq()));
        return new ReadPosition(wish.user(), wish.conversation(), seq, counted, pts, true, reached, false);
    }

    private void deliver(ReadAdvance wish, long seq) {
        context.handle()
                .createUpdate(DELIVER)
                .bind("user", wish.user())
                .bind("conversation", wish.conversation())
                .bind("seq", seq)
                .execute();
    }

    private Optional<Standing> standing(ReadAdvance wish) {
        return context.handle()
                .createQuery(STANDING)
                .bind("user", wish.user())
                .bind("conversation", wish.conversation())
                .map((r, statement) -> new Standing(
                        ConversationRows.map(r, statement),
                        new UserId(r.getString("user_id")),
                        r.getInt("state") == MemberRows.PRESENT,
                        r.getLong("read_seq"),
                        r.getLong("read_counted"),
                        r.getLong("pts"),
                        r.getLong("delivered_seq")))
                .findOne();
    }
}
