/// Conversations and membership: which exist, who is in them with which standing, who may do what.
///
/// ```
/// conversation 1 ──< member (role, present, visibleFromSeq) >── 1 user
/// ```
///
/// Invariant: a conversation has one row per [chat.hearth.protocol.id.ConversationId], whoever and how many
/// ask for it at once. Everything that can forbid a send raises its rules version.
@NullMarked
package chat.hearth.core.conversation;

import org.jspecify.annotations.NullMarked;
