package store

import (
	"context"
	"fmt"

	"disclosure/internal/report"
)

// HeadlineFigures are the headline figures of the newest version of each report of a
// body, from the earliest year on.
func (s *Snapshot) HeadlineFigures(ctx context.Context, unit string) (all []report.HeadlineFigure, err error) {
	f := report.HeadlineFigure{Key: report.Key{Unit: unit}}
	err = reader{ctx, s.db}.each(`SELECT year, kind, about_year, headline, text, coalesce(money_unit, ''), part, number, anchor
		FROM figure WHERE unit = ? AND headline IS NOT NULL ORDER BY year, kind, rowid`, []any{unit},
		into{&f.Year, &f.Kind, &f.AboutYear, &f.Name, &f.Text, &f.MoneyUnit, &f.From.Part, &f.From.Number, &f.From.Anchor},
		func() { all = append(all, f) })
	if err != nil {
		return nil, fmt.Errorf("headline figures of %s: %w", unit, err)
	}
	return all, nil
}
