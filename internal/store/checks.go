package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/disclosure/disclosure/internal/reconcile"
	"github.com/disclosure/disclosure/internal/report"
)

// Checked is a report with what came of holding its figures against one
// another. A report that was not checked has no findings.
type Checked struct {
	*report.Report
	reconcile.Result
}

// checks adds what was found.
func (w *writer) checks(list []reconcile.Finding, findings, coverage string) {
	if len(list) == 0 {
		return
	}
	w.place = "findings"
	n := reconcile.Count(list)
	w.insert("reconciliation (report, agree, rounded, disagree, unchecked, findings, coverage)",
		w.report, n[reconcile.Agrees], n[reconcile.Rounding], n[reconcile.Disagrees], n[reconcile.Unchecked],
		findings, coverage)
}

// asJSON writes what is made of texts and whole numbers.
func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic("store: findings cannot be written as JSON: " + err.Error())
	}
	return string(text)
}

// storableFindings says why findings would not have an address each.
func storableFindings(findings []reconcile.Finding) error {
	known := map[string]bool{}
	for i := range findings {
		if key := findings[i].Key; known[key] {
			return fmt.Errorf("two relations have the key %s; rename one", key)
		} else {
			known[key] = true
		}
	}
	return nil
}

// Checks returns what was found when the newest version of key was checked; no
// findings where it was not.
func (s *Store) Checks(ctx context.Context, key report.Key) (findings []reconcile.Finding, c reconcile.Coverage, err error) {
	err = s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err != nil {
			return err
		}
		var foundJSON, coverageJSON string
		err = r.one(`SELECT findings, coverage FROM reconciliation WHERE report = ?`,
			[]any{id}, into{&foundJSON, &coverageJSON})
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err == nil {
			err = errors.Join(json.Unmarshal([]byte(foundJSON), &findings), json.Unmarshal([]byte(coverageJSON), &c))
		}
		if err != nil {
			return fmt.Errorf("findings of report %s: %w", key.Base(), err)
		}
		return nil
	})
	return findings, c, err
}

// checks counts the findings of each outcome.
func (l *outlineLoader) checks() {
	var t report.Tally
	l.query(`SELECT report, agree, rounded, disagree, unchecked FROM reconciliation
		WHERE report IN (SELECT value FROM json_each(?))`,
		into{&t.Agree, &t.Rounded, &t.Disagree, &t.Unchecked},
		func(o *report.Outline) { o.Checks = t })
}
