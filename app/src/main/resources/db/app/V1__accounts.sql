CREATE TABLE account (
    id            INTEGER PRIMARY KEY,
    user_id       TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    -- The name without differences of case and width: two names that look alike are one.
    name_key      TEXT    NOT NULL UNIQUE,
    display_name  TEXT    NOT NULL,
    portrait      TEXT    NOT NULL DEFAULT '',
    password_hash TEXT    NOT NULL,
    is_admin      INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    -- NULL: it may log in.
    disabled_at   INTEGER
) STRICT;

CREATE TABLE app_session (
    token_hash TEXT    PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    client_id  TEXT    NOT NULL,
    platform   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX app_session_by_account ON app_session (account_id, seen_at);
CREATE INDEX app_session_by_end ON app_session (expires_at);
