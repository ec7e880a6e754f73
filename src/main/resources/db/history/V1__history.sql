PRAGMA user_version = 1;

-- Times are milliseconds since 1970-01-01T00:00Z in 64 bits.

CREATE TABLE certificate (
    sha256     TEXT PRIMARY KEY,
    not_before INTEGER NOT NULL,
    not_after  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each run of equal observations of an address or a host. The order is that of the ids,
-- never that of the times, because clocks step back.
CREATE TABLE seen (
    id         INTEGER PRIMARY KEY,
    subject    TEXT NOT NULL,
    state      TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    text       TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    samples    INTEGER NOT NULL
) STRICT;

CREATE INDEX seen_by_subject ON seen (subject, id);
CREATE INDEX seen_by_age ON seen (last_seen);

CREATE TABLE episode (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL,
    severity TEXT NOT NULL,
    title    TEXT NOT NULL,
    began    INTEGER NOT NULL,
    ended    INTEGER
) STRICT;

CREATE UNIQUE INDEX episode_open ON episode (key) WHERE ended IS NULL;
CREATE INDEX episode_by_end ON episode (ended);
