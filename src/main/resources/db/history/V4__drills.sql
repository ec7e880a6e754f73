PRAGMA user_version = 4;

-- Drills of supervision systems; a leg is a line of stage, verdict, milliseconds and text, with tabs between.
CREATE TABLE drill (
    supervision TEXT NOT NULL,
    token TEXT NOT NULL,
    started INTEGER NOT NULL,
    paged INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    legs TEXT NOT NULL
) STRICT;
CREATE INDEX drill_started ON drill (supervision, started);
