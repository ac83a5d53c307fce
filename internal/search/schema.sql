-- The search index: what can be found, by what, and what is shown of it. The
-- tables are made and filled by Index and read by Find; nothing else reads them.

-- The reports that are searched.
CREATE TABLE searched_report (
    id         INTEGER PRIMARY KEY,             -- in the order in which Index got them
    unit       TEXT    NOT NULL,                -- slug of the budget unit
    year       INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    unit_short TEXT    NOT NULL,
    invented   INTEGER NOT NULL CHECK (invented IN (0, 1)),
    UNIQUE (unit, year, kind)
) STRICT;

-- The places of these reports. The id tells the order of hits: it is made of
-- the kind of place, the year from the latest to the earliest, the report and
-- the reading order; see index.go.
CREATE TABLE place (
    id     INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES searched_report,
    part   TEXT    NOT NULL,                    -- its address: part, number, anchor
    number INTEGER NOT NULL,
    anchor TEXT    NOT NULL,
    shown  TEXT    NOT NULL CHECK (json_valid(shown))
) STRICT;

-- Names and codes of places, in the form of nameKey.
CREATE TABLE place_name (
    name  TEXT    NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (name, place)
) STRICT, WITHOUT ROWID;

-- The amounts of money that places state, in 分, whatever unit they are printed
-- in: for ranges and for rounded figures.
CREATE TABLE place_amount (
    fen   INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (place, fen)
) STRICT, WITHOUT ROWID;

CREATE INDEX place_amount_fen ON place_amount (fen, place);

-- The words of places, cut by text.go into pieces of three characters; of
-- a piece the first one and the first two are found as well. The rowid is
-- the place's id. Names are apart so that it is quick to say where a word that
-- is common in texts is part of a name. The texts are not kept. They arrive folded
-- and cut, so that the tokenizer has only spaces to look for.
CREATE VIRTUAL TABLE search_name USING fts5 (
    name,
    content = '', contentless_delete = 1, prefix = '1 2',
    tokenize = "ascii tokenchars '.'"
);

CREATE VIRTUAL TABLE search_text USING fts5 (
    text,                                       -- names, codes and texts of the place
    context,                                    -- what its page is called, and its body where that is the report's own
    report,                                     -- r and the report's id, of and its year
    figure,                                     -- exact values of the amounts that it states
    content = '', contentless_delete = 1, prefix = '1 2',
    tokenize = "ascii tokenchars '.'"
);
