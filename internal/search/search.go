// Package search finds places of reports by words, codes and figures.
//
// Index lays down what can be found, in tables of its own (schema.sql): each
// place (place.go, table.go, check.go) with its texts cut into short pieces (text.go).
// Find cuts a query likewise (query.go, scope.go), looks it up in stages, the best answers
// first, and loads what is shown of the places (hit.go); where nothing is
// found, it looks for queries close by (repair.go). The package knows neither
// where the database lies nor which versions of a report there are.
package search

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"disclosure/internal/report"
)

// Bounds of an answer. A report of the usual size has fewer places of any kind
// than mostOfKind, so that of one report everything is listed.
const (
	PageSize   = 20
	mostOfKind = 500
)

// Query is what is asked for.
type Query struct {
	Text string
	Page int // of the hits, from 1
	// Where to look; the zero value of each is everywhere.
	In   report.Key
	Year int
	Kind Kind
}

// Results is one page of the answer to a query. The hits of all pages are in
// one order that depends on the store and the query only: by kind, the kind
// with the best hit first; then names, codes and figures that are just what
// was asked for, names that contain it, texts that contain it; then the latest
// year, the report, and the reading order.
type Results struct {
	Typed   bool     // looked for just as typed; otherwise nothing is found so
	Read    []Read   // what was looked for, as understood; none for a query of signs only
	Left    []string // words that were typed and not looked for, because nothing is found with them
	Figures []Hit    // headline figures that are called just what was asked for, the latest year first
	Count   int      // of all hits on all pages
	More    bool     // there are more, which are not listed
	Page    int      // from 1
	Pages   int      // 0 where nothing was found
	Kinds   []KindResults
	Also    []Also     // other readings, where little was found
	Reports []InReport // with hits, the first ones; those that are listed only
	Years   []InYear   // with hits
}

// Also is another query, which finds more.
type Also struct {
	Query string
	Hits  []Hit // some of what it finds
}

// InReport and InYear say how many of the listed hits are of a report, of a year.
type InReport struct {
	Report    report.Key
	UnitShort string
	Invented  bool // see report.Front
	Count     int
}

// InYear is as InReport.
type InYear struct{ Year, Count int }

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
	Invented  bool       // see report.Front
	Place     report.Ref // paragraph, row, field
	Ref       report.Ref // the same, or the cell in it that states the figure asked for
	Kind      Kind
	Where     []Highlighted // table, or section and heading, or form
	Path      []Highlighted // what stands above it there: 类 › 款; header words; the field; levels of indicators
	Code      []Highlighted
	Text      Highlighted
	Unit      string // of Text where it is a bare amount
	Facts     []Fact // what stands beside it
}

// Fact is a cell beside the text of a hit.
type Fact struct {
	Ref    report.Ref
	Name   []string // header words from the top to the leaf
	Text   Highlighted
	Unit   string
	Amount bool
}

// DB is a database with the tables that Index made.
type DB interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// mostQuestions bounds what one search asks the index, whatever is typed.
const mostQuestions = 320

// Find answers a query. Every word of it must occur: in the name, the codes
// or the text of a place or, if others do, in the names of its page and its
// report. A word is a phrase of characters, whatever their width and case; a
// figure is found by its value. A query that finds nothing so is read as people
// type (reading.go). The error is a QueryError where the query is refused.
func Find(ctx context.Context, db DB, asked Query) (Results, error) {
	typed, err := parse(asked.Text)
	if err != nil || len(typed) == 0 {
		return Results{Page: asked.Page}, err
	}
	r := &reader{ctx: ctx, db: db, left: mostQuestions, about: map[string]string{}}
	if err := r.narrow(asked); err != nil {
		return Results{}, err
	}
	var found Results
	var used query
	for i, read := range r.readings(asked.Text, typed) {
		q, err := read()
		if err != nil {
			return Results{}, err
		}
		if len(q) == 0 {
			continue
		}
		if found, err = r.search(q, asked); err != nil {
			return Results{}, err
		}
		if found.Count > 0 {
			found.Typed, found.Left, used = i == 0, leftOut(typed, q), q
			break
		}
	}
	if found.Count == 0 {
		found.Page, found.Read = asked.Page, nil
		for _, w := range typed {
			found.Read = append(found.Read, w.read)
		}
	}
	if 0 < found.Count && found.Count < few && asked.Page == 1 {
		if found.Also, err = r.also(used, found); err != nil {
			return Results{}, err
		}
	}
	return found, nil
}

// leftOut are the fields of what was typed of which nothing was looked for.
func leftOut(typed, q query) (left []string) {
	for _, t := range typed {
		used := slices.ContainsFunc(q, func(w word) bool {
			return strings.Contains(t.read.Text, w.read.Text) || strings.Contains(w.read.Text, t.read.Text)
		})
		m, question := everyday[t.read.Text]
		if !used && !(question && (m.words == nil || m.lastOnly)) {
			left = append(left, t.read.Text)
		}
	}
	return left
}

func (r *reader) search(q query, asked Query) (Results, error) {
	found := Results{Page: asked.Page}
	for _, w := range q {
		found.Read = append(found.Read, w.read)
	}
	ranked, err := r.ranked(q)
	if err != nil {
		return found, err
	}
	start := (asked.Page - 1) * PageSize
	var ids, all []int64 // of this page, of all pages
	for _, k := range ranked {
		all = append(all, k.ids...)
		of := KindResults{Kind: k.kind, Count: len(k.ids), More: k.more}
		if asked.Kind != 0 && asked.Kind != k.kind { // counted, not listed
			found.Kinds = append(found.Kinds, of)
			continue
		}
		of.Page = found.Count/PageSize + 1
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
	if err != nil {
		return found, err
	}
	for _, h := range hits {
		i := slices.IndexFunc(found.Kinds, func(k KindResults) bool { return k.Kind == h.Kind })
		found.Kinds[i].Hits = append(found.Kinds[i].Hits, h)
	}
	if found.Count == 0 {
		return found, nil
	}
	if asked.Page == 1 {
		if found.Figures, err = r.figures(q); err != nil {
			return found, err
		}
	}
	return found, r.spread(&found, all)
}

// mostFigures is how many headline figures stand above the hits.
const mostFigures = 3

// figuresRead is among how many of them those of reports that are made up give way.
const figuresRead = 30

// figures are the headline figures that are called just what one word of q asks
// for, in the reports that all the others name.
func (r *reader) figures(q query) ([]Hit, error) {
	var ids []int64
	for i, w := range q {
		for _, p := range w.phrases {
			found, err := r.matches(lookup{index: exactNames, match: p.key()}, r.ofKind(HeadlineKind), mostOfKind)
			if err != nil {
				return nil, err
			}
			ids = append(ids, found...)
		}
		if len(ids) == 0 {
			continue
		}
		for k, other := range q {
			if k != i {
				ids = slices.DeleteFunc(ids, func(id int64) bool {
					return !strings.Contains(other.about, `"`+reportToken(reportOf(id))+`"`) &&
						!strings.Contains(other.about, `"`+yearToken(yearOf(id))+`"`)
				})
			}
		}
		break
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	hits, err := r.hits(ids[:min(len(ids), figuresRead)], q)
	// Reports that are made up come after those that are not.
	slices.SortStableFunc(hits, func(a, b Hit) int { return boolOrder(a.Invented) - boolOrder(b.Invented) })
	return hits[:min(len(hits), mostFigures)], err
}

func boolOrder(last bool) int {
	if last {
		return 1
	}
	return 0
}

// mostReportsListed is how many reports the hits can be narrowed to.
const mostReportsListed = 12

// spread counts how the hits are spread over years and reports.
func (r *reader) spread(found *Results, ids []int64) error {
	of, years := map[int64]int{}, map[int]int{}
	for _, id := range ids {
		of[reportOf(id)]++
		years[yearOf(id)]++
	}
	for year, n := range years {
		found.Years = append(found.Years, InYear{year, n})
	}
	slices.SortFunc(found.Years, func(a, b InYear) int { return b.Year - a.Year })
	if len(of) < 2 && r.in == 0 {
		return nil // there is nothing to choose from
	}
	var most []int64
	for id := range of {
		most = append(most, id)
	}
	slices.SortFunc(most, func(a, b int64) int { return cmp.Or(of[b]-of[a], int(a-b)) })
	most = most[:min(len(most), mostReportsListed)]
	list, err := json.Marshal(most)
	if err != nil {
		return err
	}
	var id int64
	var in InReport
	err = r.each(`SELECT r.id, r.unit, r.year, r.kind, r.unit_short, r.invented FROM json_each(?) JOIN searched_report r ON r.id = value`,
		[]any{string(list)}, into{&id, &in.Report.Unit, &in.Report.Year, &in.Report.Kind, &in.UnitShort, &in.Invented},
		func() { in.Count = of[id]; found.Reports = append(found.Reports, in) })
	slices.SortStableFunc(found.Reports, func(a, b InReport) int {
		return cmp.Or(b.Count-a.Count, b.Report.Year-a.Report.Year, strings.Compare(a.Report.Unit, b.Report.Unit))
	})
	return err
}
