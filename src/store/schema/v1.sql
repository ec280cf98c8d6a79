-- The timeline of every call. It is only ever added to: triggers refuse all else, whoever asks.
CREATE TABLE entries (
    call     TEXT    NOT NULL,
    seq      INTEGER NOT NULL CHECK (seq >= 1),
    at       TEXT    NOT NULL, -- RFC 3339 in UTC, nine digits of a second: sorts as text
    kind     TEXT    NOT NULL,
    body     TEXT    NOT NULL, -- JSON of the entry, byte for byte as hashed
    previous TEXT    NOT NULL,
    hash     TEXT    NOT NULL,
    PRIMARY KEY (call, seq)
) STRICT;

CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries BEGIN
    SELECT RAISE(ABORT, 'entries are never changed');
END;

CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries BEGIN
    SELECT RAISE(ABORT, 'entries are never deleted');
END;

-- Also keeps out INSERT OR REPLACE, which deletes without asking the trigger above.
CREATE TRIGGER entries_follow_one_another BEFORE INSERT ON entries
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM entries WHERE call = NEW.call)
    OR EXISTS (SELECT 1 FROM entries WHERE rowid = NEW.rowid)
BEGIN
    SELECT RAISE(ABORT, 'entries follow one another');
END;

-- What follows can be made anew from the entries; it is there so that lists need not read them.
CREATE TABLE clients (
    client TEXT NOT NULL PRIMARY KEY,
    card   TEXT NOT NULL -- JSON of the newest card
) STRICT;

CREATE TABLE matters (
    matter TEXT NOT NULL PRIMARY KEY,
    title  TEXT NOT NULL
) STRICT;

CREATE TABLE calls (
    call         TEXT    NOT NULL PRIMARY KEY,
    client       TEXT    NOT NULL REFERENCES clients,
    client_name  TEXT    NOT NULL,
    matter       TEXT    REFERENCES matters,
    matter_title TEXT,
    opened       TEXT    NOT NULL,
    closed       TEXT,
    stage        TEXT    NOT NULL,
    takes        TEXT    NOT NULL, -- JSON: take to its recorded nanoseconds, once it ended
    interrupted  INTEGER NOT NULL CHECK (interrupted IN (0, 1)),
    newest       INTEGER NOT NULL,
    head         TEXT    NOT NULL
) STRICT;

CREATE INDEX calls_newest_first ON calls (opened DESC, call DESC);
CREATE INDEX calls_unfinished ON calls (opened DESC, call DESC) WHERE closed IS NULL;
CREATE INDEX calls_by_client ON calls (client, matter, opened DESC, call DESC);
