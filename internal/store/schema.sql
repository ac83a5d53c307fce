-- The store of published reports. Schema version: see SchemaVersion in
-- connect.go, which must rise with every change here.
--
-- A report is stored once and never changed; a newer version of it is a report
-- of its own with a higher id.
--
-- The tables of the search index stand in internal/search/schema.sql.
-- A file ends in one more table, its seal: see seal.go.
--
-- Text is the published text. NULL means that there is no such thing at all.

CREATE TABLE report (
    id      INTEGER PRIMARY KEY,                -- rises in the order of saving
    unit    TEXT    NOT NULL,                   -- slug of the budget unit
    year    INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    version TEXT    NOT NULL CHECK (version <> ''),
    digest  TEXT    NOT NULL,                   -- of all that is stored, the editors' work included
    outline BLOB    NOT NULL,                   -- what navigation needs; JSON, deflated
    name       TEXT    NOT NULL,                -- of the budget unit; the rest is for lists too
    short      TEXT    NOT NULL,
    invented   INTEGER NOT NULL CHECK (invented IN (0, 1)),
    withdrawn  INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    UNIQUE (unit, year, kind, version)
) STRICT;

-- The documents of a report, as package report writes them, one row a part in the
-- order of the manifest: the front (part '', number 0), sections, tables, projects;
-- then the notes and the text as received. Deflated (RFC 1951).
CREATE TABLE part (
    report    INTEGER NOT NULL REFERENCES report,
    n         INTEGER NOT NULL,                 -- position, from 1
    part      TEXT    NOT NULL,
    number    INTEGER NOT NULL,
    heading   TEXT    NOT NULL,                 -- as published
    content   BLOB,                             -- what is printed; NULL where nothing is
    editorial BLOB,                             -- what is known beside it; of the text as received, the text
    UNIQUE (report, n),
    UNIQUE (report, part, number)
) STRICT;

-- The image of a report that others show who link to it, as import drew it.
CREATE TABLE image (
    report INTEGER PRIMARY KEY REFERENCES report,
    png    BLOB    NOT NULL
) STRICT;

-- The amounts of the newest version of each report, one row each: for SQL that compares
-- bodies and years.
-- Money is summed exactly as whole 分:
--
--     SELECT unit, about_year, fen FROM figure WHERE headline = 'three-public';
--     SELECT sum(fen) FROM figure WHERE table_id = '收入总表' AND column_id = '收入总计'
--         AND is_leaf AND NOT is_total;
--
-- Package report says what each column means (figure.go). Where there are no rows,
-- in texts and forms, what is about rows is NULL.
CREATE TABLE figure (
    unit        TEXT    NOT NULL,
    year        INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    version     TEXT    NOT NULL,               -- its first 12 digits
    part        TEXT    NOT NULL,               -- the address: part, number, anchor
    number      INTEGER NOT NULL,
    anchor      TEXT    NOT NULL,
    nth         INTEGER NOT NULL,               -- of the amounts under one anchor, from 1
    row         INTEGER,
    row_parent  INTEGER,                        -- the row above it; NULL for none
    depth       INTEGER,
    side        TEXT,
    code        TEXT,
    label_path  TEXT,
    table_id    TEXT,
    column_id   TEXT,
    column_path TEXT,
    about_year  INTEGER NOT NULL,
    money_unit  TEXT,
    minor       INTEGER NOT NULL,               -- the value is minor / 10^scale in the unit
    scale       INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 18),
    fen         INTEGER,                        -- money in 分; NULL for what is no money
    text        TEXT    NOT NULL,
    is_total    INTEGER CHECK (is_total IN (0, 1)),
    is_leaf     INTEGER CHECK (is_leaf IN (0, 1)),
    headline    TEXT                            -- a name of report.HeadlineNames
) STRICT;

CREATE INDEX figure_headline ON figure (headline, about_year, unit) WHERE headline IS NOT NULL;
CREATE INDEX figure_unit ON figure (unit) WHERE headline IS NOT NULL;

-- What lists of all reports say of each version, and its lines of figures.csv: see
-- package figures.
CREATE TABLE listed (
    report   INTEGER PRIMARY KEY REFERENCES report,
    listing  TEXT    NOT NULL CHECK (json_valid(listing)),
    lines    BLOB    NOT NULL,                  -- a piece of a deflated stream
    length   INTEGER NOT NULL,                  -- of the lines
    crc32    INTEGER NOT NULL
) STRICT;

-- What came of holding the figures of a report against one another, computed
-- before it was saved; no row where it was not.
CREATE TABLE reconciliation (
    report   INTEGER PRIMARY KEY REFERENCES report,
    coverage BLOB    NOT NULL                   -- JSON, deflated, as all below
) STRICT;

CREATE TABLE finding (
    report INTEGER NOT NULL REFERENCES report,
    key    TEXT    NOT NULL,
    n      INTEGER NOT NULL,                    -- position in the order of families, from 0
    PRIMARY KEY (report, key)
) STRICT, WITHOUT ROWID;

-- The findings themselves, several in their order in one list: alone they are too short
-- to be made smaller.
CREATE TABLE findings (
    report   INTEGER NOT NULL REFERENCES report,
    list     INTEGER NOT NULL,                  -- from 0; see findingsInList
    findings BLOB    NOT NULL,
    PRIMARY KEY (report, list)
) STRICT;

-- The figures of one page with the relations that bind them, in reading order:
-- a list, because they are always read together. No row where there are none.
CREATE TABLE binding (
    report   INTEGER NOT NULL REFERENCES report,
    part     TEXT    NOT NULL,                  -- the page: part and number
    number   INTEGER NOT NULL,
    bindings BLOB    NOT NULL,
    PRIMARY KEY (report, part, number)
) STRICT;
