package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

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

// reportMark and yearMark are what the index knows of a place's report.
func reportMark(id int64) string { return "r" + strconv.FormatInt(id, 10) }
func yearMark(year int) string   { return "of" + strconv.Itoa(year) }

// savedReport is a report with its id in the store.
type savedReport struct {
	*report.Report
	id int64
}

// index lays down what a search finds in reports that were saved in db, in this
// order. It is all of the newest versions and nothing of the others.
func index(ctx context.Context, db *pool, reports []Checked) error {
	return transact(ctx, db, func(w *writer) error {
		if err := w.searchable(reports); err != nil {
			return fmt.Errorf("search index: %w", err)
		}
		return nil
	})
}

func (w *writer) searchable(reports []Checked) error {
	var newest []savedReport
	for i, r := range reports {
		later := func(other Checked) bool { return other.Key == r.Key }
		if !slices.ContainsFunc(reports[i+1:], later) {
			newest = append(newest, savedReport{r.Report, int64(i + 1)})
		}
	}
	// The index is quick to build in the order of its ids.
	slices.SortFunc(newest, func(a, b savedReport) int {
		return int(ofReport(TermKind, a.Year, a.id).first>>orderBits - ofReport(TermKind, b.Year, b.id).first>>orderBits)
	})
	for _, kind := range kinds {
		for _, r := range newest {
			within := ofReport(kind, r.Year, r.id)
			w.place = "places of report " + r.Key.Base()
			for i, p := range places(r.Report, kind) {
				id := within.first + int64(i)
				if id > within.last && w.err == nil {
					w.err = fmt.Errorf("%s: more than %d of one kind", w.place, 1<<orderBits)
				}
				w.found(id, r, p)
			}
		}
	}
	return w.err
}

// found adds one place.
func (w *writer) found(id int64, r savedReport, p place) {
	shown, err := json.Marshal(p.shown)
	if err != nil {
		panic("store: place cannot be written as JSON: " + err.Error()) // plain strings always can
	}
	w.insert("place (id, report, part, number, anchor, shown)",
		id, r.id, string(p.ref.Part), p.ref.Number, p.ref.Anchor, string(shown))
	known := map[string]bool{}
	for _, name := range slices.Concat(p.names, p.codes) {
		if key := nameKey(name); key != "" && !known[key] {
			known[key] = true
			w.insert("place_name (name, place)", key, id)
		}
	}
	if len(known) > 0 {
		w.insert("search_name (rowid, name)", id, indexed(slices.Concat(p.names, p.codes)...))
	}
	w.insert("search_text (rowid, text, context, report, figure)", id,
		indexed(slices.Concat(p.names, p.codes, p.body)...), indexed(p.shown.Where...),
		reportMark(r.id)+" "+yearMark(r.Year), strings.Join(p.figures, " "))
}
