PRAGMA user_version = 2;

-- What was done, by the id that the audit record gives it. Without an end: not over, or cut short.
CREATE TABLE action (
    id      TEXT PRIMARY KEY,
    finding TEXT NOT NULL,
    text    TEXT NOT NULL,
    began   INTEGER NOT NULL,
    ended   INTEGER,
    outcome TEXT NOT NULL
) STRICT;

CREATE INDEX action_by_begin ON action (began);
