-- One row: which installation this is, and which code may use it.
CREATE TABLE environment (
    id               integer NOT NULL PRIMARY KEY CHECK (id = 1),
    env_id           text    NOT NULL,
    epoch            bigint  NOT NULL,
    schema_version   integer NOT NULL,
    min_code_version integer NOT NULL
);
INSERT INTO environment VALUES (1, '', 1, 1, 1);

-- Ids are taken in blocks, as long as the increment, and never given twice, whatever is deleted or rolled back.
CREATE SEQUENCE conversation_id INCREMENT BY 100;
CREATE SEQUENCE device_id INCREMENT BY 100;
CREATE SEQUENCE message_id INCREMENT BY 10000;
CREATE SEQUENCE user_id INCREMENT BY 100;

-- Room in the pages for pts to move in place (HOT): no index knows of it.
CREATE TABLE "user" (
    id           bigint  NOT NULL PRIMARY KEY,
    external_id  text    COLLATE "C" NOT NULL UNIQUE,
    pts          bigint  NOT NULL DEFAULT 0,
    version      bigint  NOT NULL DEFAULT 1,
    state        integer NOT NULL DEFAULT 0,
    kind         integer NOT NULL,
    gender       integer NOT NULL,
    name         text    COLLATE "C" UNIQUE,
    display_name text    NOT NULL,
    portrait     text    NOT NULL,
    mobile       text    NOT NULL,
    email        text    NOT NULL,
    address      text    NOT NULL,
    company      text    NOT NULL,
    social       text    NOT NULL,
    extra        text    NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE device (
    id               bigint  NOT NULL PRIMARY KEY,
    external_id      text    COLLATE "C" NOT NULL,
    user_id          bigint  NOT NULL REFERENCES "user",
    token_hash       text    COLLATE "C" NOT NULL,
    token_expires_at bigint  NOT NULL,
    ticket_no        bigint  NOT NULL DEFAULT 0,
    platform         integer NOT NULL,
    revoked_at       bigint,
    last_seen        bigint,
    UNIQUE (external_id, user_id)
) WITH (fillfactor = 70);
CREATE INDEX device_by_user ON device (user_id);

-- No index on anything that moves per message, and room in the pages: so every move of a head is a HOT update.
-- last_at orders lists and nothing else.
CREATE TABLE conversation (
    id            bigint  NOT NULL PRIMARY KEY,
    key           text    COLLATE "C" NOT NULL UNIQUE,
    kind          integer NOT NULL,
    line          integer NOT NULL,
    seq_head      bigint  NOT NULL,
    change_head   bigint  NOT NULL,
    counted_head  bigint  NOT NULL,
    last_at       bigint  NOT NULL,
    last_mark     bigint  NOT NULL,
    rules_version bigint  NOT NULL,
    member_count  integer NOT NULL,
    dismissed     integer NOT NULL DEFAULT 0,
    name          text    NOT NULL,
    portrait      text    NOT NULL DEFAULT ''
) WITH (fillfactor = 60);

-- New rows are found by seq; only rows that changed after birth (edit_no > 0) are indexed by change.
CREATE TABLE message (
    id              bigint  NOT NULL PRIMARY KEY,
    conversation_id bigint  NOT NULL,
    seq             bigint  NOT NULL,
    change          bigint  NOT NULL,
    counted_no      bigint  NOT NULL,
    sender_id       bigint  NOT NULL,
    sent_at         bigint  NOT NULL,
    kind            bigint  NOT NULL,
    flags           bigint  NOT NULL,
    expires_at      bigint,
    reply_seq       bigint,
    edit_no         integer NOT NULL DEFAULT 0,
    content         bytea   NOT NULL
);
CREATE UNIQUE INDEX message_by_seq ON message (conversation_id, seq);
CREATE INDEX message_by_change ON message (conversation_id, change) WHERE edit_no > 0;

-- Remembers sends for 9 days, with all that their acknowledgement said. A cid begins with its time, so new rows
-- come at the end and old ones leave as a range; vacuum gives their pages back early.
CREATE TABLE send_key (
    cid             bytea  NOT NULL,
    sender_id       bigint NOT NULL,
    conversation_id bigint NOT NULL,
    message_id      bigint NOT NULL,
    seq             bigint NOT NULL,
    change          bigint NOT NULL,
    counted_no      bigint NOT NULL,
    sent_at         bigint NOT NULL,
    digest          bytea  NOT NULL,
    PRIMARY KEY (cid, sender_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

-- state: 0 present, 1 left. Rows of those who left stay.
CREATE TABLE member (
    conversation_id  bigint  NOT NULL REFERENCES conversation,
    user_id          bigint  NOT NULL REFERENCES "user",
    role             integer NOT NULL,
    state            integer NOT NULL DEFAULT 0,
    joined_seq       bigint  NOT NULL,
    visible_from_seq bigint  NOT NULL,
    left_change      bigint,
    change           bigint  NOT NULL,
    alias            text    NOT NULL DEFAULT '',
    PRIMARY KEY (conversation_id, user_id)
);
CREATE INDEX member_by_change ON member (conversation_id, change);

CREATE TABLE inbox (
    user_id         bigint NOT NULL REFERENCES "user",
    conversation_id bigint NOT NULL REFERENCES conversation,
    read_seq        bigint NOT NULL,
    read_counted    bigint NOT NULL,
    pts             bigint NOT NULL,
    PRIMARY KEY (user_id, conversation_id)
) WITH (fillfactor = 70);

-- One row per group commit; id is the commit's mark, its transaction id. Kept 24 h, the newest always.
CREATE TABLE commit_journal (
    id   bigint  NOT NULL PRIMARY KEY,
    at   bigint  NOT NULL,
    node integer NOT NULL,
    body bytea   NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02);
