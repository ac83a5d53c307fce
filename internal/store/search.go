package store

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/search"
)

// index lays down what searches find in the newest versions of reports, in the
// order in which they were saved.
func index(ctx context.Context, db *pool, reports []finding.Checked) error {
	var newest []finding.Checked
	for i, r := range reports {
		later := func(other finding.Checked) bool { return other.Key == r.Key }
		if !slices.ContainsFunc(reports[i+1:], later) {
			newest = append(newest, r)
		}
	}
	return transact(ctx, db, func(w *writer) error { return search.Index(w.ctx, w.tx, newest) })
}

// AwaitSearch waits until searches can be answered without waiting, or until ctx
// is done, whose error it returns then.
func (s *Snapshot) AwaitSearch(ctx context.Context) error {
	_, err := s.index(ctx)
	return err
}

// Search answers a query with one page of hits; see search.Find.
func (s *Snapshot) Search(ctx context.Context, query search.Query) (search.Results, error) {
	db, err := s.index(ctx)
	if err != nil {
		return search.Results{}, err
	}
	return search.Find(ctx, db, query)
}

// SameFigure returns the places of the newest version of key that state an
// amount of this value; see search.SameFigure.
func (s *Snapshot) SameFigure(ctx context.Context, key report.Key, value decimal.Decimal, unit string) ([]search.Hit, error) {
	db, err := s.index(ctx)
	if err != nil {
		return nil, err
	}
	return search.SameFigure(ctx, db, key, value, unit)
}
