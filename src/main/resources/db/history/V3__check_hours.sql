PRAGMA user_version = 3;

-- Checks of supervision systems that cover something of the fleet.
CREATE TABLE supervision_check (
    id          INTEGER PRIMARY KEY,
    supervision TEXT NOT NULL,
    name        TEXT NOT NULL,
    UNIQUE (supervision, name)
) STRICT;

-- What was seen of each within an hour, counted from 1970-01-01T00Z. Where there is no row, nobody
-- looked. Worst: 0 pending, 1 ok, 2 warning, 3 unknown, 4 critical. Ran: 1 where the check ran.
CREATE TABLE check_hour (
    hour     INTEGER NOT NULL,
    check_id INTEGER NOT NULL,
    worst    INTEGER NOT NULL,
    ran      INTEGER NOT NULL,
    PRIMARY KEY (hour, check_id)
) STRICT, WITHOUT ROWID;
