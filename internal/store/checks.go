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
	findings [][]byte // lists of findingsInList, the last one of what is left
	coverage []byte
	bindings []storedBindings // by page
}

// findingsInList is how many findings are stored, and read, together. Long lists pack
// better, short ones are read sooner.
const findingsInList = 32

// storedBindings are those of one page.
type storedBindings struct {
	page report.Ref // part and number
	list []byte
}

// pack is v as it is stored.
func pack(v any) []byte { return deflate(jsonOf(v)) }

// unpack reads what pack has made.
func unpack(packed []byte, v any) error {
	text, err := inflate(packed)
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
	for list := range slices.Chunk(result.Findings, findingsInList) {
		w.findings = append(w.findings, pack(list))
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
	var list []byte
	err = r.each(`SELECT findings FROM findings WHERE report = ? ORDER BY list`, []any{id},
		into{&list}, func() { w.findings = append(w.findings, list) })
	if err != nil {
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
	for i := range list {
		w.insert("finding (report, key, n)", w.report, list[i].Key, i)
	}
	for i, packed := range found.findings {
		w.insert("findings (report, list, findings)", w.report, i, packed)
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

// findings reads the lists of findings that a query asks for, by their number.
func (r reader) findings(query string, args ...any) (map[int][]finding.Finding, error) {
	lists := map[int][]finding.Finding{}
	var n int
	var packed []byte
	var wrong error
	err := r.each(query, args, into{&n, &packed}, func() {
		var list []finding.Finding
		wrong = errors.Join(wrong, unpack(packed, &list))
		lists[n] = list
	})
	return lists, errors.Join(err, wrong)
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
		err = unpack(coverage, &c)
	}
	var lists map[int][]finding.Finding
	if err == nil {
		lists, err = r.reader(ctx).findings(`SELECT list, findings FROM findings WHERE report = ?`, r.id)
	}
	if err != nil {
		return nil, c, r.wrong("findings", err)
	}
	for n := range len(lists) {
		findings = append(findings, lists[n]...)
	}
	return findings, c, nil
}

// Findings returns those of these keys that were found when the report was checked,
// in the order of keys. CROSS JOIN has SQLite look up each key, where it would else
// read all keys of the report.
func (r *Report) Findings(ctx context.Context, keys []string) (findings []finding.Finding, err error) {
	var found []int
	var n int
	err = r.reader(ctx).each(`SELECT f.n FROM json_each(?) k CROSS JOIN finding f ON f.report = ? AND f.key = k.value`,
		[]any{asJSON(keys), r.id}, into{&n}, func() { found = append(found, n) })
	var lists map[int][]finding.Finding
	if err == nil {
		var wanted []int
		for _, n := range found {
			wanted = append(wanted, n/findingsInList)
		}
		slices.Sort(wanted)
		lists, err = r.reader(ctx).findings(`SELECT list, findings FROM findings WHERE report = ? AND list IN (SELECT value FROM json_each(?))`,
			r.id, asJSON(slices.Compact(wanted)))
	}
	if err != nil {
		return nil, r.wrong("findings", err)
	}
	for _, n := range found {
		findings = append(findings, lists[n/findingsInList][n%findingsInList])
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
