-- One row: which installation this is, and which code may use it.
CREATE TABLE environment (
    id               INTEGER PRIMARY KEY CHECK (id = 1),
    env_id           TEXT    NOT NULL,
    epoch            INTEGER NOT NULL,
    schema_version   INTEGER NOT NULL,
    min_code_version INTEGER NOT NULL
) STRICT;
INSERT INTO environment VALUES (1, '', 1, 1, 1);

-- Ids are taken in blocks and never given twice, whatever is deleted.
CREATE TABLE sequence (
    name TEXT    PRIMARY KEY,
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sequence VALUES ('conversation', 1), ('device', 1), ('message', 1), ('user', 1);

CREATE TABLE "user" (
    id           INTEGER PRIMARY KEY,
    external_id  TEXT    NOT NULL UNIQUE,
    pts          INTEGER NOT NULL DEFAULT 0,
    version      INTEGER NOT NULL DEFAULT 1,
    state        INTEGER NOT NULL DEFAULT 0,
    kind         INTEGER NOT NULL,
    gender       INTEGER NOT NULL,
    name         TEXT    UNIQUE,
    display_name TEXT    NOT NULL,
    portrait     TEXT    NOT NULL,
    mobile       TEXT    NOT NULL,
    email        TEXT    NOT NULL,
    address      TEXT    NOT NULL,
    company      TEXT    NOT NULL,
    social       TEXT    NOT NULL,
    extra        TEXT    NOT NULL
) STRICT;

CREATE TABLE device (
    id               INTEGER PRIMARY KEY,
    external_id      TEXT    NOT NULL,
    user_id          INTEGER NOT NULL REFERENCES "user",
    token_hash       TEXT    NOT NULL,
    token_expires_at INTEGER NOT NULL,
    ticket_no        INTEGER NOT NULL DEFAULT 0,
    platform         INTEGER NOT NULL,
    revoked_at       INTEGER,
    last_seen        INTEGER,
    UNIQUE (external_id, user_id)
) STRICT;
CREATE INDEX device_by_user ON device (user_id);

-- No index on anything that moves per message. last_at orders lists and nothing else.
CREATE TABLE conversation (
    id            INTEGER PRIMARY KEY,
    key           TEXT    NOT NULL UNIQUE,
    kind          INTEGER NOT NULL,
    line          INTEGER NOT NULL,
    seq_head      INTEGER NOT NULL,
    change_head   INTEGER NOT NULL,
    counted_head  INTEGER NOT NULL,
    last_at       INTEGER NOT NULL,
    last_mark     INTEGER NOT NULL,
    rules_version INTEGER NOT NULL,
    member_count  INTEGER NOT NULL,
    dismissed     INTEGER NOT NULL DEFAULT 0,
    name          TEXT    NOT NULL,
    portrait      TEXT    NOT NULL DEFAULT ''
) STRICT;

-- New rows are found by seq; only rows that changed after birth (edit_no > 0) are indexed by change.
CREATE TABLE message (
    id              INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    change          INTEGER NOT NULL,
    counted_no      INTEGER NOT NULL,
    sender_id       INTEGER NOT NULL,
    sent_at         INTEGER NOT NULL,
    kind            INTEGER NOT NULL,
    flags           INTEGER NOT NULL,
    expires_at      INTEGER,
    reply_seq       INTEGER,
    edit_no         INTEGER NOT NULL DEFAULT 0,
    content         BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX message_by_seq ON message (conversation_id, seq);
CREATE INDEX message_by_change ON message (conversation_id, change) WHERE edit_no > 0;

-- Remembers sends for 9 days, with all that their acknowledgement said. A cid begins with its time, so new rows
-- come at the end and old ones leave as a range.
CREATE TABLE send_key (
    cid             BLOB    NOT NULL,
    sender_id       INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    message_id      INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    change          INTEGER NOT NULL,
    counted_no      INTEGER NOT NULL,
    sent_at         INTEGER NOT NULL,
    digest          BLOB    NOT NULL,
    PRIMARY KEY (cid, sender_id)
) STRICT, WITHOUT ROWID;

-- state: 0 present, 1 left. Rows of those who left stay.
CREATE TABLE member (
    conversation_id  INTEGER NOT NULL REFERENCES conversation,
    user_id          INTEGER NOT NULL REFERENCES "user",
    role             INTEGER NOT NULL,
    state            INTEGER NOT NULL DEFAULT 0,
    joined_seq       INTEGER NOT NULL,
    visible_from_seq INTEGER NOT NULL,
    left_change      INTEGER,
    change           INTEGER NOT NULL,
    alias            TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (conversation_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_change ON member (conversation_id, change);

CREATE TABLE inbox (
    user_id         INTEGER NOT NULL REFERENCES "user",
    conversation_id INTEGER NOT NULL REFERENCES conversation,
    read_seq        INTEGER NOT NULL,
    read_counted    INTEGER NOT NULL,
    pts             INTEGER NOT NULL,
    PRIMARY KEY (user_id, conversation_id)
) STRICT, WITHOUT ROWID;

-- One row per group commit; id is the commit's mark. Kept 24 h, the newest always.
CREATE TABLE commit_journal (
    id   INTEGER PRIMARY KEY,
    at   INTEGER NOT NULL,
    node INTEGER NOT NULL,
    body BLOB    NOT NULL
) STRICT;
