package search

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// The id of a place is a number of these parts, the highest first: kind, year
// counted backwards, report, place in the report. A search that stops after
// so many ids of a kind has therefore found the first ones, and need not look
// at the others to know it.
const (
	orderBits  = 20
	reportBits = 20
	yearBits   = 14
	lastYear   = 1<<yearBits - 1
)

// idRange is a range of ids of places, both ends included.
type idRange struct{ first, last int64 }

// ofKind is the range of the places of one kind in all reports.
func ofKind(kind Kind) idRange {
	const width = yearBits + reportBits + orderBits
	return idRange{int64(kind) << width, (int64(kind)+1)<<width - 1}
}

// ofReport is the range of the places of one kind in one report.
func ofReport(kind Kind, year int, report int64) idRange {
	back := int64(lastYear - min(max(year, 0), lastYear))
	first := ((int64(kind)<<yearBits+back)<<reportBits + report) << orderBits
	return idRange{first, first + 1<<orderBits - 1}
}

// reportOf is the id of the report that a place is in.
func reportOf(place int64) int64 { return place >> orderBits & (1<<reportBits - 1) }

// kindOf is the kind of a place.
func kindOf(place int64) Kind { return Kind(place >> (yearBits + reportBits + orderBits)) }

// yearOf is the year of the report that a place is in.
func yearOf(place int64) int {
	return lastYear - int(place>>(orderBits+reportBits)&lastYear)
}

// reportToken and yearToken are what the index knows of a place's report.
func reportToken(id int64) string { return "r" + strconv.FormatInt(id, 10) }
func yearToken(year int) string   { return "of" + strconv.Itoa(year) }

//go:embed schema.sql
var schema string

// Index makes the tables of the search index in a database that has none of
// them yet, and fills them with these reports, each of which has another key.
// Where reports answer a query equally well, those of one year are found in the
// order in which they are given.
func Index(ctx context.Context, tx *sql.Tx, reports []finding.Checked) error {
	w := writer{ctx: ctx, tx: tx, prepared: map[string]*sql.Stmt{}}
	w.exec(schema)
	for _, table := range []string{"search_name", "search_text"} {
		// The index grows in a few large steps, which are put together in the end,
		// instead of in many small ones that SQLite puts together again and again.
		w.exec("INSERT INTO " + table + " (" + table + ", rank) VALUES ('automerge', 0), ('hashsize', 64 << 20)")
	}
	ids := make([]int64, len(reports))
	for i := range ids {
		ids[i] = int64(i + 1)
	}
	w.reports(reports, ids)
	for _, table := range []string{"search_name", "search_text"} {
		w.exec("INSERT INTO " + table + " (" + table + ") VALUES ('optimize')")
	}
	if w.err != nil {
		return fmt.Errorf("search index: %w", w.err)
	}
	return nil
}

// writer fills the index. After an error it does nothing more, so that err need
// only be looked at in the end.
type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	prepared map[string]*sql.Stmt // closed with the transaction
	err      error
}

func (w *writer) exec(statement string) {
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, statement)
	}
}

// insert adds one row. into names the table and its columns.
func (w *writer) insert(into string, values ...any) {
	if w.err != nil {
		return
	}
	statement := w.prepared[into]
	if statement == nil {
		holders := strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
		if statement, w.err = w.tx.PrepareContext(w.ctx, "INSERT INTO "+into+" VALUES ("+holders+")"); w.err != nil {
			return
		}
		w.prepared[into] = statement
	}
	_, w.err = statement.ExecContext(w.ctx, values...)
}

// indexedReport is a report with its id in the index.
type indexedReport struct {
	finding.Checked
	id int64
}

// reports adds reports under these ids.
func (w *writer) reports(reports []finding.Checked, ids []int64) {
	var all []indexedReport
	for i, r := range reports {
		all = append(all, indexedReport{r, ids[i]})
		w.insert("searched_report (id, unit, year, kind, unit_short, invented)", ids[i], r.Unit, r.Year, r.Kind, r.UnitShort, r.Invented)
	}
	// The index is quick to build in the order of its ids.
	slices.SortFunc(all, func(a, b indexedReport) int {
		return int(ofReport(TermKind, a.Year, a.id).first>>orderBits - ofReport(TermKind, b.Year, b.id).first>>orderBits)
	})
	ctx, stop := context.WithCancel(w.ctx)
	defer stop()
	for row := range prepare(ctx, all) {
		w.place(row)
	}
}

// indexedPlace is a place as it is laid down.
type indexedPlace struct {
	id, report                           int64
	ref                                  report.Ref
	shown                                string
	keys                                 []string // of names and codes
	name, text, context, tokens, figures string   // as the tables of words want them
	amounts                              []int64
	err                                  error
}

// prepare cuts the places of reports into what is laid down, in the order of their
// ids, while those before are laid down; until ctx ends.
func prepare(ctx context.Context, reports []indexedReport) <-chan indexedPlace {
	prepared := make(chan indexedPlace, 256)
	go func() {
		defer close(prepared)
		cut := cutTexts{}
		for _, kind := range append(slices.Clone(kinds), HeadlineKind) {
			for _, r := range reports {
				within := ofReport(kind, r.Year, r.id)
				for i, p := range places(r.Checked, kind) {
					row := r.prepared(within.first+int64(i), p, cut)
					if row.id > within.last {
						row.err = fmt.Errorf("report %s has more than %d places of one kind", r.Key.Base(), 1<<orderBits)
					}
					select {
					case prepared <- row:
					case <-ctx.Done():
						return
					}
				}
			}
		}
	}()
	return prepared
}

func (r indexedReport) prepared(id int64, p place, cut cutTexts) indexedPlace {
	shown, err := json.Marshal(p.shown)
	if err != nil {
		panic("search: place cannot be written as JSON: " + err.Error()) // plain strings always can
	}
	row := indexedPlace{id: id, report: r.id, ref: p.ref, shown: string(shown)}
	names := slices.Concat(p.names, p.codes)
	for _, name := range names {
		if key := cut.of(name).key; key != "" && !slices.Contains(row.keys, key) {
			row.keys = append(row.keys, key)
		}
	}
	if kindOf(id) == HeadlineKind {
		return row // it is asked for by its name only
	}
	row.name = cut.indexed(names...)
	row.text = cut.indexed(append(names, p.body...)...)
	row.context = cut.indexed(slices.Concat(p.shown.Where, p.context)...)
	row.tokens = reportToken(r.id) + " " + yearToken(r.Year)
	row.figures = strings.Join(p.figures, " ")
	slices.Sort(p.amounts)
	row.amounts = slices.Compact(p.amounts)
	return row
}

func (w *writer) place(p indexedPlace) {
	if w.err == nil {
		w.err = p.err
	}
	w.insert("place (id, report, part, number, anchor, shown)",
		p.id, p.report, string(p.ref.Part), p.ref.Number, p.ref.Anchor, p.shown)
	for _, key := range p.keys {
		w.insert("place_name (name, place)", key, p.id)
	}
	if kindOf(p.id) == HeadlineKind {
		return
	}
	if len(p.keys) > 0 {
		w.insert("search_name (rowid, name)", p.id, p.name)
	}
	w.insert("search_text (rowid, text, context, report, figure)", p.id, p.text, p.context, p.tokens, p.figures)
	for _, fen := range p.amounts {
		w.insert("place_amount (fen, place)", fen, p.id)
	}
}
