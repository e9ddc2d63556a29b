/// The app server's own SQLite file. One platform thread does all of it, because native calls would pin a
/// carrier; callers wait on virtual threads.
///
/// ```
/// account(id PK, user_id UNIQUE, name, name_key UNIQUE, display_name, portrait, password_hash, is_admin,
///         created_at, disabled_at)
/// app_session(token_hash PK, account_id, client_id, platform, created_at, seen_at, expires_at)
/// INDEX(account_id, seen_at) · INDEX(expires_at)
/// ```
@NullMarked
package chat.hearth.app.database;

import org.jspecify.annotations.NullMarked;
