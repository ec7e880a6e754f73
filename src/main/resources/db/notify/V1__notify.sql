PRAGMA user_version = 1;

-- Times are milliseconds since 1970-01-01T00:00Z in 64 bits.

-- What was told, and has not been told to be over; and for a while what was told to be over.
CREATE TABLE episode (
    key      TEXT PRIMARY KEY,
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    title    TEXT NOT NULL,
    severity TEXT NOT NULL,
    began    INTEGER NOT NULL,
    flaps    INTEGER NOT NULL,
    told     INTEGER NOT NULL,
    muted    INTEGER NOT NULL,
    ended    INTEGER
) STRICT, WITHOUT ROWID;

-- What has not been delivered, in the order in which it is. Once it was tried it may have arrived: then
-- its id and content stay as they are.
CREATE TABLE message (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    id      TEXT NOT NULL UNIQUE,
    queued  INTEGER NOT NULL,
    content TEXT NOT NULL,
    tried   INTEGER NOT NULL
) STRICT;

CREATE INDEX message_by_channel ON message (channel, number);

-- Channels whose last attempt failed.
CREATE TABLE failing (
    channel  TEXT PRIMARY KEY,
    since    INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    error    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mute (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL CHECK (kind IN ('ACKNOWLEDGEMENT', 'SILENCE')),
    pattern TEXT NOT NULL,
    who     TEXT NOT NULL,
    reason  TEXT NOT NULL,
    began   INTEGER NOT NULL,
    ends    INTEGER NOT NULL
) STRICT;
