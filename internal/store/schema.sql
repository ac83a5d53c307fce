-- The store of published reports. Schema version: see SchemaVersion in
-- connect.go, which must rise with every change here.
--
-- A report is stored once and never changed; a newer version of it is a report
-- of its own with a higher id. Every part is keyed by the report's id and the
-- number that its address has, so that one part is one short range of one
-- index, however many reports stand beside it.
--
-- The tables of the search index stand in internal/search/schema.sql.
-- A file ends in one more table, its seal: see seal.go.
--
-- Columns named n hold a position in published order, from 1. Text is the
-- published text; '' is a blank. NULL means that there is no such thing at all.

CREATE TABLE report (
    id               INTEGER PRIMARY KEY,       -- rises in the order of saving
    unit             TEXT    NOT NULL,          -- slug of the budget unit
    year             INTEGER NOT NULL,
    kind             TEXT    NOT NULL,
    version          TEXT    NOT NULL CHECK (version <> ''),
    digest           TEXT    NOT NULL,          -- of all that is stored, the editors' work included
    heading          TEXT    NOT NULL,
    unit_name        TEXT    NOT NULL,
    unit_short       TEXT    NOT NULL,
    money_unit       TEXT    NOT NULL,
    origin           TEXT    NOT NULL,
    contents_title   TEXT    NOT NULL,
    annexes_title    TEXT    NOT NULL,
    glossary_section INTEGER NOT NULL,          -- 0 for none
    UNIQUE (unit, year, kind, version)
) STRICT;

-- Ends in the id, as every index does: the newest of a key is its last entry.
CREATE INDEX report_newest ON report (unit, year, kind);

-- The text as received, byte for byte; apart, because it is long and few ask.
CREATE TABLE received (
    report INTEGER PRIMARY KEY REFERENCES report,
    text   TEXT    NOT NULL
) STRICT;

CREATE TABLE contents_line (
    report INTEGER NOT NULL REFERENCES report,
    list   TEXT    NOT NULL CHECK (list IN ('contents', 'annexes')),
    n      INTEGER NOT NULL,
    text   TEXT    NOT NULL,
    PRIMARY KEY (report, list, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE headline (
    report      INTEGER NOT NULL REFERENCES report,
    n           INTEGER NOT NULL,
    label       TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    unit        TEXT    NOT NULL,
    from_part   TEXT    NOT NULL,               -- the place that states it: part, number, anchor
    from_number INTEGER NOT NULL,
    from_anchor TEXT    NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE term (
    report     INTEGER NOT NULL REFERENCES report,
    number     INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    definition TEXT    NOT NULL,
    paragraph  INTEGER NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

-- Other spellings of a term, and contexts in which it is never marked.
CREATE TABLE term_word (
    report INTEGER NOT NULL,
    term   INTEGER NOT NULL,
    list   TEXT    NOT NULL CHECK (list IN ('spelling', 'never')),
    n      INTEGER NOT NULL,
    text   TEXT    NOT NULL,
    PRIMARY KEY (report, term, list, n),
    FOREIGN KEY (report, term) REFERENCES term
) STRICT, WITHOUT ROWID;

-- Annex tables 附表. A leaf column has one word for each level of its header
-- path; a body row has one cell for each leaf column.
CREATE TABLE annex (
    report       INTEGER NOT NULL REFERENCES report,
    number       INTEGER NOT NULL,
    label        TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    unit_name    TEXT    NOT NULL,
    money_unit   TEXT    NOT NULL,
    rows_title   TEXT    NOT NULL,
    empty_quote  TEXT,                          -- why the table states nothing; NULL where it states something
    empty_part   TEXT,
    empty_number INTEGER,
    empty_anchor TEXT,
    PRIMARY KEY (report, number),
    CHECK ((empty_quote IS NULL) = (empty_part IS NULL)
       AND (empty_quote IS NULL) = (empty_number IS NULL)
       AND (empty_quote IS NULL) = (empty_anchor IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE side (
    report INTEGER NOT NULL,
    annex  INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    text   TEXT    NOT NULL,
    PRIMARY KEY (report, annex, n),
    FOREIGN KEY (report, annex) REFERENCES annex
) STRICT, WITHOUT ROWID;

CREATE TABLE leaf_column (
    report   INTEGER NOT NULL,
    annex    INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    role     TEXT    NOT NULL,
    of_which INTEGER NOT NULL CHECK (of_which IN (0, 1)),
    side     INTEGER NOT NULL,                  -- from 0
    PRIMARY KEY (report, annex, number),
    FOREIGN KEY (report, annex) REFERENCES annex
) STRICT, WITHOUT ROWID;

CREATE TABLE header_word (
    report INTEGER NOT NULL,
    annex  INTEGER NOT NULL,
    leaf   INTEGER NOT NULL,
    n      INTEGER NOT NULL,                    -- from the top down to the leaf
    text   TEXT    NOT NULL,
    PRIMARY KEY (report, annex, leaf, n),
    FOREIGN KEY (report, annex, leaf) REFERENCES leaf_column
) STRICT, WITHOUT ROWID;

-- An amount is minor / 10^scale: 2,708.03 is 270803 at scale 2. Amounts of one
-- scale may be summed as integers; 2,479.70 and 2,479.7 are equal in value and
-- differ in scale, as they do on paper.
CREATE TABLE cell (
    report INTEGER NOT NULL,
    annex  INTEGER NOT NULL,
    row    INTEGER NOT NULL,
    leaf   INTEGER NOT NULL,
    text   TEXT    NOT NULL,
    level  INTEGER NOT NULL,
    minor  INTEGER,
    scale  INTEGER CHECK (scale BETWEEN 0 AND 18),
    PRIMARY KEY (report, annex, row, leaf),
    FOREIGN KEY (report, annex, leaf) REFERENCES leaf_column,
    CHECK ((minor IS NULL) = (scale IS NULL))
) STRICT, WITHOUT ROWID;

-- Which row (column) of a table is the sum of which others.
CREATE TABLE total (
    report       INTEGER NOT NULL,
    annex        INTEGER NOT NULL,
    axis         TEXT    NOT NULL CHECK (axis IN ('row', 'column')),
    n            INTEGER NOT NULL,
    label_column INTEGER NOT NULL,              -- that names the rows; 0 for columns
    whole        INTEGER NOT NULL,
    PRIMARY KEY (report, annex, axis, n),
    FOREIGN KEY (report, annex) REFERENCES annex
) STRICT, WITHOUT ROWID;

CREATE TABLE total_part (
    report INTEGER NOT NULL,
    annex  INTEGER NOT NULL,
    axis   TEXT    NOT NULL,
    total  INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    part   INTEGER NOT NULL,
    PRIMARY KEY (report, annex, axis, total, n),
    FOREIGN KEY (report, annex, axis, total) REFERENCES total
) STRICT, WITHOUT ROWID;

CREATE TABLE section (
    report INTEGER NOT NULL REFERENCES report,
    number INTEGER NOT NULL,
    title  TEXT    NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

-- Headings and paragraphs in published order; number counts each kind apart.
CREATE TABLE block (
    report  INTEGER NOT NULL,
    section INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    heading INTEGER NOT NULL CHECK (heading IN (0, 1)),
    number  INTEGER NOT NULL,
    text    TEXT    NOT NULL,
    PRIMARY KEY (report, section, n),
    FOREIGN KEY (report, section) REFERENCES section
) STRICT, WITHOUT ROWID;

-- The annex tables that a section speaks of.
CREATE TABLE section_annex (
    report  INTEGER NOT NULL,
    section INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    annex   INTEGER NOT NULL,
    PRIMARY KEY (report, section, n),
    FOREIGN KEY (report, section) REFERENCES section,
    FOREIGN KEY (report, annex) REFERENCES annex
) STRICT, WITHOUT ROWID;

CREATE TABLE project (
    report INTEGER NOT NULL REFERENCES report,
    number INTEGER NOT NULL,
    name   TEXT    NOT NULL,
    title  TEXT    NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

-- A form is a project's, or stands around the rows of an annex table.
CREATE TABLE form (
    id               INTEGER PRIMARY KEY,
    report           INTEGER NOT NULL,
    annex            INTEGER,
    project          INTEGER,
    caption          TEXT    NOT NULL,
    indicators_title TEXT    NOT NULL,
    UNIQUE (report, annex),
    UNIQUE (report, project),
    FOREIGN KEY (report, annex) REFERENCES annex,
    FOREIGN KEY (report, project) REFERENCES project,
    CHECK ((annex IS NULL) <> (project IS NULL))
) STRICT;

CREATE TABLE indicator_header (
    form INTEGER NOT NULL REFERENCES form,
    n    INTEGER NOT NULL,
    text TEXT    NOT NULL,
    PRIMARY KEY (form, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE field (
    form   INTEGER NOT NULL REFERENCES form,
    number INTEGER NOT NULL,
    name   TEXT    NOT NULL,
    amount INTEGER NOT NULL CHECK (amount IN (0, 1)),
    PRIMARY KEY (form, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE field_paragraph (
    form  INTEGER NOT NULL,
    field INTEGER NOT NULL,
    n     INTEGER NOT NULL,
    text  TEXT    NOT NULL,
    PRIMARY KEY (form, field, n),
    FOREIGN KEY (form, field) REFERENCES field
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
    form   INTEGER NOT NULL REFERENCES form,
    number INTEGER NOT NULL,
    level1 TEXT    NOT NULL,
    level2 TEXT    NOT NULL,
    target TEXT,                                -- NULL where the row has no target cell
    PRIMARY KEY (form, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_paragraph (
    form      INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    PRIMARY KEY (form, indicator, n),
    FOREIGN KEY (form, indicator) REFERENCES indicator
) STRICT, WITHOUT ROWID;

-- Repairs 整理说明 of the text as received.
CREATE TABLE note (
    report    INTEGER NOT NULL REFERENCES report,
    number    INTEGER NOT NULL,
    from_line INTEGER NOT NULL,
    to_line   INTEGER NOT NULL,
    at_part   TEXT    NOT NULL,
    at_number INTEGER NOT NULL,
    at_anchor TEXT    NOT NULL,
    why       TEXT    NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE note_edit (
    report   INTEGER NOT NULL,
    note     INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    received TEXT    NOT NULL,
    shown    TEXT    NOT NULL,
    PRIMARY KEY (report, note, n),
    FOREIGN KEY (report, note) REFERENCES note
) STRICT, WITHOUT ROWID;

-- What came of holding the figures of a report against one another, computed
-- before it was saved; no row where it was not.
CREATE TABLE reconciliation (
    report    INTEGER PRIMARY KEY REFERENCES report,
    agree     INTEGER NOT NULL,                 -- findings by outcome
    rounded   INTEGER NOT NULL,
    disagree  INTEGER NOT NULL,
    unchecked INTEGER NOT NULL,
    coverage  TEXT    NOT NULL                  -- JSON
) STRICT;

CREATE TABLE finding (
    report  INTEGER NOT NULL REFERENCES report,
    key     TEXT    NOT NULL,
    n       INTEGER NOT NULL,
    finding TEXT    NOT NULL,                   -- JSON
    PRIMARY KEY (report, key)
) STRICT, WITHOUT ROWID;

-- The figures of one page with the relations that bind them, in reading order:
-- a list, because they are always read together. No row where there are none.
CREATE TABLE binding (
    report   INTEGER NOT NULL REFERENCES report,
    part     TEXT    NOT NULL,                  -- the page: part and number
    number   INTEGER NOT NULL,
    bindings TEXT    NOT NULL,                  -- JSON
    PRIMARY KEY (report, part, number)
) STRICT, WITHOUT ROWID;
