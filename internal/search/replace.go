package search

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// Replace takes the reports of some keys out of the index that Index made, and puts
// others in. A report of a key that was there keeps its place in the order of answers;
// others come after all of their year.
func Replace(ctx context.Context, tx *sql.Tx, gone []report.Key, reports []finding.Checked) error {
	w := writer{ctx: ctx, tx: tx, prepared: map[string]*sql.Stmt{}}
	for _, table := range []string{"search_name", "search_text"} {
		// A few small steps are left beside the large one, until there are many.
		w.exec("INSERT INTO " + table + " (" + table + ", rank) VALUES ('automerge', 4)")
	}
	known := map[report.Key]int64{}
	for _, key := range gone {
		if id := w.remove(key); id > 0 {
			known[key] = id
		}
	}
	last := w.lastReport()
	for _, id := range known {
		last = max(last, id)
	}
	ids := make([]int64, len(reports))
	for i, r := range reports {
		if ids[i] = known[r.Key]; ids[i] == 0 {
			last++
			ids[i] = last
		}
	}
	w.reports(reports, ids)
	if w.err != nil {
		return fmt.Errorf("search index: %w", w.err)
	}
	return nil
}

// lastReport is the highest id of a report in the index, 0 where it has none.
func (w *writer) lastReport() (id int64) {
	if w.err == nil {
		w.err = w.tx.QueryRowContext(w.ctx, "SELECT coalesce(max(id), 0) FROM searched_report").Scan(&id)
	}
	return id
}

// remove takes a report out. It returns the id that the report had, 0 where the index
// has none of the key.
func (w *writer) remove(key report.Key) (id int64) {
	if w.err != nil {
		return 0
	}
	err := w.tx.QueryRowContext(w.ctx, "SELECT id FROM searched_report WHERE unit = ? AND year = ? AND kind = ?", key.Unit, key.Year, key.Kind).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0
	}
	w.err = err
	for _, kind := range append(slices.Clone(kinds), HeadlineKind) {
		within := ofReport(kind, key.Year, id)
		for _, where := range []string{"search_name WHERE rowid", "search_text WHERE rowid", "place_name WHERE place", "place_amount WHERE place", "place WHERE id"} {
			if w.err == nil {
				_, w.err = w.tx.ExecContext(w.ctx, "DELETE FROM "+where+" BETWEEN ? AND ?", within.first, within.last)
			}
		}
	}
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, "DELETE FROM searched_report WHERE id = ?", id)
	}
	return id
}
