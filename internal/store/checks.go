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

// storedChecks is a finding.Result as it is stored, in JSON that is deflated.
type storedChecks struct {
	findings [][]byte
	coverage []byte
	bindings []storedBindings // by page
}

// storedBindings are those of one page.
type storedBindings struct {
	page report.Ref // part and number
	list []byte
}

// pack is v as it is stored.
func pack(v any) []byte { return checkPacking.deflate([]byte(asJSON(v))) }

// unpack reads what pack has made.
func unpack(packed []byte, v any) error {
	text, err := checkPacking.inflate(packed)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}

// encodeChecks makes of the result of a report what is stored: nothing where it
// has no findings.
func encodeChecks(result finding.Result) storedChecks {
	if len(result.Findings) == 0 {
		result = finding.Result{}
	}
	w := storedChecks{coverage: pack(result.Coverage)}
	for i := range result.Findings {
		w.findings = append(w.findings, pack(&result.Findings[i]))
	}
	for rest := result.Bindings; len(rest) > 0; {
		page := pageOf(rest[0].Figure.Ref)
		n := 1
		for n < len(rest) && pageOf(rest[n].Figure.Ref) == page {
			n++
		}
		w.bindings = append(w.bindings, storedBindings{page, pack(rest[:n])})
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
	if w.findings, err = r.packed(allFindings, id); err != nil {
		return w, err
	}
	var b storedBindings
	err = r.each(`SELECT part, number, bindings FROM binding WHERE report = ? ORDER BY part, number`, []any{id},
		into{&b.page.Part, &b.page.Number, &b.list}, func() { w.bindings = append(w.bindings, b) })
	return w, err
}

func pageOf(ref report.Ref) report.Ref { return report.Ref{Part: ref.Part, Number: ref.Number} }

// checks adds what was found.
func (w *writer) checks(list []finding.Finding, found storedChecks) {
	if len(list) == 0 {
		return
	}
	w.insert("reconciliation (report, coverage)", w.report, found.coverage)
	for i, packed := range found.findings {
		w.insert("finding (report, key, n, finding)", w.report, list[i].Key, i+1, packed)
	}
	for _, b := range found.bindings {
		w.insert("binding (report, part, number, bindings)", w.report, string(b.page.Part), b.page.Number, b.list)
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
	rows, err := r.packed(query, args...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	all := make([]finding.Finding, len(rows))
	for i, packed := range rows {
		if err := unpack(packed, &all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Checks returns what was found when the report was checked; no findings where it
// was not.
func (r *Report) Checks(ctx context.Context) (findings []finding.Finding, c finding.Coverage, err error) {
	var coverage []byte
	err = r.reader(ctx).one(`SELECT coverage FROM reconciliation WHERE report = ?`, []any{r.id}, into{&coverage})
	if errors.Is(err, ErrNotFound) {
		return nil, c, nil
	}
	if err == nil {
		if findings, err = r.reader(ctx).findings(allFindings, r.id); err == nil {
			err = unpack(coverage, &c)
		}
	}
	if err != nil {
		return nil, c, r.wrong("findings", err)
	}
	return findings, c, nil
}

// Findings returns those of these keys that were found when the report was checked,
// in the order of keys. CROSS JOIN has SQLite look up each key, where it would else
// read all findings of the report.
func (r *Report) Findings(ctx context.Context, keys []string) ([]finding.Finding, error) {
	findings, err := r.reader(ctx).findings(`SELECT f.finding FROM json_each(?) k CROSS JOIN finding f ON f.report = ? AND f.key = k.value`, asJSON(keys), r.id)
	if err != nil {
		return nil, r.wrong("findings", err)
	}
	return findings, nil
}

// Bindings returns the figures of the page that ref points into, in reading
// order, with the relations that bind them; nil where none are bound.
func (r *Report) Bindings(ctx context.Context, ref report.Ref) (bindings []finding.Binding, err error) {
	var packed []byte
	err = r.reader(ctx).one(`SELECT bindings FROM binding WHERE report = ? AND part = ? AND number = ?`,
		[]any{r.id, string(ref.Part), ref.Number}, into{&packed})
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err == nil {
		err = unpack(packed, &bindings)
	}
	if err != nil {
		return nil, r.wrong("bindings of "+ref.Path(), err)
	}
	return bindings, nil
}
