// Package search finds places of reports by words, codes and figures.
//
// Index lays down what can be found, in tables of its own (schema.sql): each
// place (place.go, table.go) with its texts cut into short pieces (text.go).
// Find cuts a query likewise (query.go), looks it up in stages, the best answers
// first, and loads what is shown of the places (hit.go); where nothing is
// found, it looks for queries close by (near.go). The package knows neither
// where the database lies nor which versions of a report there are.
package search

import (
	"context"
	"database/sql"
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// Bounds of an answer. A report of the usual size has fewer places of any kind
// than mostOfKind, so that of one report everything is listed.
const (
	PageSize   = 20
	mostOfKind = 500
)

// Results is one page of the answer to a query. The hits of all pages are in
// one order that depends on the store and the query only: by kind, the kind
// with the best hit first; then names, codes and figures that are just what
// was asked for, names that contain it, texts that contain it; then the latest
// year, the report, and the reading order.
type Results struct {
	Words []string // what was looked for, as understood; none for a query of signs only
	Count int      // of all hits on all pages
	More  bool     // there are more, which are not listed
	Page  int      // from 1
	Pages int      // 0 where nothing was found
	Kinds []KindResults
	Near  []Near // where nothing was found
}

// KindResults is what was found of one kind of place.
type KindResults struct {
	Kind  Kind
	Count int
	More  bool // there are more, which are not listed
	Page  int  // on which its first hit stands
	Hits  []Hit
}

// Hit is a place that answers a query, with what is needed to understand it by
// itself.
type Hit struct {
	Report    report.Key
	UnitShort string
	Ref       report.Ref
	Kind      Kind
	Where     []Marked // table, or section and heading, or form
	Path      []Marked // what stands above it there: 类 › 款; header words; the field; levels of indicators
	Code      []Marked
	Text      Marked
	Unit      string // of Text where it is a bare amount
	Facts     []Fact // what stands beside it
}

// Fact is a cell beside the text of a hit.
type Fact struct {
	Ref    report.Ref
	Name   []string // header words from the top to the leaf
	Text   Marked
	Unit   string
	Amount bool
}

// DB is a database with the tables that Index made.
type DB interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Find answers a query. Every word of it must occur: in the name, the codes
// or the text of a place or, if others do, in the names of its page and its
// report. A word is a phrase of characters, whatever their width and case; a
// figure is found by its value. The error is a QueryError where the query is
// refused.
func Find(ctx context.Context, db DB, typed string, page int) (Results, error) {
	q, err := parse(typed)
	if err != nil || len(q) == 0 {
		return Results{Page: page}, err
	}
	r := reader{ctx, db}
	found, err := r.search(q, page)
	if err == nil && found.Count == 0 {
		found.Near, err = r.near(q)
	}
	if err != nil {
		return Results{}, err
	}
	return found, nil
}

func (r reader) search(q query, page int) (Results, error) {
	found := Results{Page: page}
	for _, w := range q {
		found.Words = append(found.Words, w.typed)
	}
	ranked, err := r.ranked(q)
	if err != nil {
		return found, err
	}
	start := (page - 1) * PageSize
	var ids []int64 // of this page
	for _, k := range ranked {
		of := KindResults{Kind: k.kind, Count: len(k.ids), More: k.more, Page: found.Count/PageSize + 1}
		found.Kinds = append(found.Kinds, of)
		from, to := max(start-found.Count, 0), min(start+PageSize-found.Count, len(k.ids))
		if start >= 0 && from < to {
			ids = append(ids, k.ids[from:to]...)
		}
		found.Count += of.Count
		found.More = found.More || of.More
	}
	found.Pages = (found.Count + PageSize - 1) / PageSize
	hits, err := r.hits(ids, q)
	for _, h := range hits {
		i := slices.IndexFunc(found.Kinds, func(k KindResults) bool { return k.Kind == h.Kind })
		found.Kinds[i].Hits = append(found.Kinds[i].Hits, h)
	}
	return found, err
}

// rankedKind is what was found of one kind, the best first.
type rankedKind struct {
	kind Kind
	best int // stage of the first one
	ids  []int64
	more bool
}

// ranked returns the kinds of places that answer q, in order.
func (r reader) ranked(q query) ([]rankedKind, error) {
	if err := r.resolve(q); err != nil {
		return nil, err
	}
	byKind := map[Kind]*rankedKind{}
	known := map[int64]bool{}
	for stage, look := range q.stages() {
		ids, err := r.ofEachKind(look)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if known[id] {
				continue
			}
			known[id] = true
			kind := kindOf(id)
			if byKind[kind] == nil {
				byKind[kind] = &rankedKind{kind: kind, best: stage}
			}
			k := byKind[kind]
			if k.more = len(k.ids) == mostOfKind; !k.more {
				k.ids = append(k.ids, id)
			}
		}
	}
	var all []rankedKind
	for _, kind := range kinds {
		if k := byKind[kind]; k != nil {
			all = append(all, *k)
		}
	}
	slices.SortStableFunc(all, func(a, b rankedKind) int { return a.best - b.best })
	return all, nil
}

// ofEachKind returns the first ids of each kind that answer a lookup, one more
// than are listed. It asks as seldom as it can: to find the first match in a
// range, the search engine looks at all those before it.
func (r reader) ofEachKind(look lookup) (all []int64, err error) {
	rest := idRange{0, math.MaxInt64}
	for {
		ids, err := r.matches(look, rest, mostOfKind+1)
		if all = append(all, ids...); err != nil || len(ids) <= mostOfKind {
			return all, err
		}
		last := ids[len(ids)-1]
		within := ofKind(kindOf(last))
		if missing := mostOfKind + 1 - countFrom(ids, within.first); missing > 0 {
			ids, err = r.matches(look, idRange{last + 1, within.last}, missing)
			if all = append(all, ids...); err != nil {
				return nil, err
			}
		}
		rest.first = within.last + 1
	}
}

// countFrom counts the ids, which rise, that are not below first.
func countFrom(ids []int64, first int64) int {
	at, _ := slices.BinarySearch(ids, first)
	return len(ids) - at
}

// mostReports is how many reports a word among others may name. It is a bound
// on the work of a search; a word that names more of them selects none.
const mostReports = 64

var yearWord = regexp.MustCompile(`^[0-9]{4}年?$`)

// resolve finds the reports that the words of q name, where there are several
// words: 福田 2021 三公 asks about one report.
func (r reader) resolve(q query) error {
	if len(q) < 2 {
		return nil
	}
	for i := range q {
		w := &q[i]
		var marks []string
		if yearWord.MatchString(w.typed) {
			year, _ := strconv.Atoi(w.typed[:4]) // four digits are a number
			marks = append(marks, `"`+yearMark(year)+`"`)
		} else if w.units != nil {
			ids, err := r.matches(lookup{inNames, w.quoted()}, ofKind(ReportKind), mostReports+1)
			if err != nil {
				return err
			}
			if len(ids) > mostReports {
				ids = nil
			}
			for _, id := range ids {
				marks = append(marks, `"`+reportMark(reportOf(id))+`"`)
			}
		}
		w.about = strings.Join(marks, " OR ")
	}
	return nil
}

// lookup is a question to one of the indexes.
type lookup struct{ index, match string }

// The indexes. Each answers the first ids in a range that match.
const (
	exactNames = `SELECT place FROM place_name WHERE name = ? AND place BETWEEN ? AND ? ORDER BY place LIMIT ?`
	inNames    = `SELECT rowid AS place FROM search_name WHERE search_name MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?`
	inTexts    = `SELECT rowid AS place FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?`
)

// matches returns the first ids in a range that answer a lookup.
func (r reader) matches(look lookup, within idRange, limit int) (ids []int64, err error) {
	var list []byte // one row is read quicker than many
	err = r.each(`SELECT json_group_array(place) FROM (`+look.index+`)`,
		[]any{look.match, within.first, within.last, limit}, into{&list}, func() {})
	if err != nil {
		return nil, err
	}
	return ids, json.Unmarshal(list, &ids)
}

// reader reads from the index.
type reader struct {
	ctx context.Context
	db  DB
}

// into lists where the columns of a row go.
type into []any

// each runs a query and calls row after every row has gone into its places.
func (r reader) each(query string, args []any, places into, row func()) error {
	rows, err := r.db.QueryContext(r.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		row()
	}
	return rows.Err()
}
