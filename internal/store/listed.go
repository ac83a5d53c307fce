package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	versions "disclosure/internal/change"
	"disclosure/internal/figures"
	"disclosure/internal/report"
)

// Listings returns what lists say of every version of every report, each one's oldest
// first, in the order of Reports.
func (s *Snapshot) Listings(ctx context.Context) (all [][]report.Listing, err error) {
	byID := map[int64]report.Listing{}
	var id int64
	var text []byte
	var wrong error
	err = reader{ctx, s.db}.each(`SELECT report, listing FROM listed`, nil, into{&id, &text}, func() {
		var one report.Listing
		wrong = errors.Join(wrong, json.Unmarshal(text, &one))
		byID[id] = one
	})
	if err = errors.Join(err, wrong); err != nil {
		return nil, fmt.Errorf("list of all reports: %w", err)
	}
	for _, r := range s.reports {
		var versions []report.Listing
		for _, version := range s.byKey[r.Key] {
			one := byID[version.id]
			one.Key, one.Version = version.Key, version.Version
			versions = append(versions, one)
		}
		all = append(all, versions)
	}
	return all, nil
}

// Listing returns what lists say of this version of the report.
func (r *Report) Listing(ctx context.Context) (one report.Listing, err error) {
	var text []byte
	if err = r.reader(ctx).one(`SELECT listing FROM listed WHERE report = ?`, []any{r.id}, into{&text}); err == nil {
		err = json.Unmarshal(text, &one)
	}
	one.Key, one.Version = r.Key, r.Version
	if err != nil {
		return one, r.wrong("listing", err)
	}
	return one, nil
}

// FigureLines returns the lines of figures.csv of these reports, in their order.
func (s *Snapshot) FigureLines(ctx context.Context, reports []*Report) ([]figures.Lines, error) {
	ids := make([]int64, len(reports))
	for i, r := range reports {
		ids[i] = r.id
	}
	var all []figures.Lines
	var one figures.Lines
	err := reader{ctx, s.db}.each(`SELECT lines, length, crc32 FROM json_each(?) k CROSS JOIN listed ON report = k.value`,
		[]any{asJSON(ids)}, into{&one.Deflated, &one.Length, &one.CRC32}, func() { all = append(all, one) })
	if err == nil && len(all) != len(reports) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("figures of %d reports: %w", len(reports), err)
	}
	return all, nil
}

// mostChanges is how many of the places that differ a list names.
const mostChanges = 12

// listedChanges are the places in which a version of a report differs from the one before,
// the first of them with their names; what only moved is none.
func listedChanges(was, is *report.Report) (different int, first []report.ListedChange) {
	before, after := was.Outline(), is.Outline()
	for _, c := range versions.Between(was, is) {
		r, o, ref := was, before, c.Before
		switch c.Kind {
		case versions.Moved:
			continue
		case versions.Added:
			r, o, ref = is, after, c.After
		}
		if different++; different > mostChanges {
			continue
		}
		one := report.ListedChange{Kind: string(c.Kind), Part: o.Heading, Anchor: ref.Anchor, Place: r.PlaceName(ref), Was: c.Was, Is: c.Is}
		if e, ok := o.Entry(ref); ok {
			one.Part = cmp.Or(e.Label, e.Name())
		}
		first = append(first, one)
	}
	return different, first
}
