/// The tables and what SQL engines share: reads in one snapshot, and every write but the append, which each
/// engine does in bulk its own way. The schema is drawn in `db/migration`.
///
/// ```
/// user ──< device          user ──< member >── conversation ──< message
///   └────< inbox >── conversation           send_key: (cid, sender) ─▶ what its ack said
/// commit_journal: mark ─▶ touched conversations and users
/// ```
///
/// Everything here runs on a [org.jdbi.v3.core.Handle] whose transaction the engine has begun and will end.
@NullMarked
package chat.hearth.storage.sql;

import org.jspecify.annotations.NullMarked;
