package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// storedChecks is a finding.Result as it is stored, in JSON.
type storedChecks struct {
	findings []string
	coverage string
	bindings []storedBindings // by page
}

// storedBindings are those of one page.
type storedBindings struct {
	page report.Ref // part and number
	text string
}

// encodeChecks makes of the result of a report what is stored: nothing where it
// has no findings.
func encodeChecks(result finding.Result) storedChecks {
	if len(result.Findings) == 0 {
		result = finding.Result{}
	}
	w := storedChecks{coverage: asJSON(result.Coverage)}
	for i := range result.Findings {
		w.findings = append(w.findings, asJSON(&result.Findings[i]))
	}
	for rest := result.Bindings; len(rest) > 0; {
		page := pageOf(rest[0].Figure.Ref)
		n := 1
		for n < len(rest) && pageOf(rest[n].Figure.Ref) == page {
			n++
		}
		w.bindings = append(w.bindings, storedBindings{page, asJSON(rest[:n])})
		rest = rest[n:]
	}
	slices.SortFunc(w.bindings, func(a, b storedBindings) int {
		return cmp.Or(cmp.Compare(a.page.Part, b.page.Part), cmp.Compare(a.page.Number, b.page.Number))
	})
	return w
}

// storedChecks reads what was found back as it is stored.
func (r reader) storedChecks(id int64) (storedChecks, error) {
	w := encodeChecks(finding.Result{})
	err := r.one(`SELECT coverage FROM reconciliation WHERE report = ?`, []any{id}, into{&w.coverage})
	if err != nil && !errors.Is(err, ErrNotFound) {
		return w, err
	}
	if w.findings, err = r.texts(allFindings, id); err != nil {
		return w, err
	}
	var b storedBindings
	err = r.each(`SELECT part, number, bindings FROM binding WHERE report = ? ORDER BY part, number`, []any{id},
		into{&b.page.Part, &b.page.Number, &b.text}, func() { w.bindings = append(w.bindings, b) })
	return w, err
}

func pageOf(ref report.Ref) report.Ref { return report.Ref{Part: ref.Part, Number: ref.Number} }

// asJSON writes what is made of texts and whole numbers.
func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic("store: findings cannot be written as JSON: " + err.Error())
	}
	return string(text)
}

// checks adds what was found.
func (w *writer) checks(list []finding.Finding, found storedChecks) {
	if len(list) == 0 {
		return
	}
	w.place = "findings"
	n := finding.Count(list)
	w.insert("reconciliation (report, agree, rounded, disagree, unchecked, coverage)",
		w.report, n[finding.Agrees], n[finding.Rounding], n[finding.Disagrees], n[finding.Unchecked], found.coverage)
	for i, text := range found.findings {
		w.insert("finding (report, key, n, finding)", w.report, list[i].Key, i+1, text)
	}
	for _, b := range found.bindings {
		w.insert("binding (report, part, number, bindings)", w.report, string(b.page.Part), b.page.Number, b.text)
	}
}

// storableFindings says why findings would not have an address each.
func storableFindings(findings []finding.Finding) error {
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

// allFindings asks for the findings of a report, in their order.
const allFindings = `SELECT finding FROM finding WHERE report = ? ORDER BY n`

// findings reads the findings that a query asks for.
func (r reader) findings(query string, args ...any) ([]finding.Finding, error) {
	texts, err := r.texts(query, args...)
	if err != nil || len(texts) == 0 {
		return nil, err
	}
	all := make([]finding.Finding, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Checks returns what was found when the newest version of key was checked; no
// findings where it was not.
func (s *Snapshot) Checks(ctx context.Context, key report.Key) (findings []finding.Finding, c finding.Coverage, err error) {
	err = s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err != nil {
			return err
		}
		var coverage string
		err = r.one(`SELECT coverage FROM reconciliation WHERE report = ?`, []any{id}, into{&coverage})
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err == nil {
			if findings, err = r.findings(allFindings, id); err == nil {
				err = json.Unmarshal([]byte(coverage), &c)
			}
		}
		if err != nil {
			return fmt.Errorf("findings of report %s: %w", key.Base(), err)
		}
		return nil
	})
	return findings, c, err
}

// Findings returns those of these keys that were found when the newest version
// of key was checked, in the order of keys. CROSS JOIN has SQLite look up each
// key, where it would else read all findings of the report.
func (s *Snapshot) Findings(ctx context.Context, key report.Key, keys []string) (findings []finding.Finding, err error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	err = s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err == nil {
			findings, err = r.findings(`SELECT f.finding FROM json_each(?) k CROSS JOIN finding f ON f.report = ? AND f.key = k.value`, string(list), id)
		}
		if err != nil {
			return fmt.Errorf("findings of report %s: %w", key.Base(), err)
		}
		return nil
	})
	return findings, err
}

// Bindings returns the figures of the page that ref points into, in reading
// order, with the relations that bind them; nil where none are bound.
func (s *Snapshot) Bindings(ctx context.Context, key report.Key, ref report.Ref) (bindings []finding.Binding, err error) {
	err = s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err != nil {
			return err
		}
		var text string
		err = r.one(`SELECT bindings FROM binding WHERE report = ? AND part = ? AND number = ?`,
			[]any{id, string(ref.Part), ref.Number}, into{&text})
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err == nil {
			err = json.Unmarshal([]byte(text), &bindings)
		}
		if err != nil {
			return fmt.Errorf("bindings of %s%s: %w", key.Base(), ref.Path(), err)
		}
		return nil
	})
	return bindings, err
}

// checks counts the findings of each outcome.
func (l *outlineLoader) checks() {
	var t report.Tally
	l.query(`SELECT report, agree, rounded, disagree, unchecked FROM reconciliation
		WHERE report IN (SELECT value FROM json_each(?))`,
		into{&t.Agree, &t.Rounded, &t.Disagree, &t.Unchecked},
		func(o *report.Outline) { o.Checks = t })
}
