package search

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// Highlighted is a text with the places in it that answer the query.
type Highlighted struct {
	Text      string
	Stretches []Stretch // apart from each other, in order
}

// Stretch is a range of bytes.
type Stretch struct{ Start, End int }

// hits loads places, in the order of ids, and highlights the words of q in them.
func (r *reader) hits(ids []int64, q query) ([]Hit, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	byID := map[int64]Hit{}
	var id int64
	var key report.Key
	var short, part, anchor string
	var number int
	var invented bool
	var text []byte
	var broken error
	err = r.each(`SELECT p.id, r.unit, r.year, r.kind, r.unit_short, r.invented, p.part, p.number, p.anchor, p.shown
		FROM json_each(?) l JOIN place p ON p.id = l.value JOIN searched_report r ON r.id = p.report`,
		[]any{string(list)}, into{&id, &key.Unit, &key.Year, &key.Kind, &short, &invented, &part, &number, &anchor, &text},
		func() {
			var s shown
			if err := json.Unmarshal(text, &s); err != nil && broken == nil {
				broken = fmt.Errorf("place %d: %w; the store is damaged", id, err)
			}
			h := Hit{Report: key, UnitShort: short, Invented: invented, Ref: report.Ref{Part: report.Part(part), Number: number, Anchor: anchor}}
			h.Place, h.Kind = h.Ref, kindOf(id)
			h.fill(s.worded(anchor), q)
			byID[id] = h
		})
	if err = cmp.Or(err, broken); err != nil {
		return nil, err
	}
	var all []Hit
	for _, id := range ids {
		if h, ok := byID[id]; ok {
			all = append(all, h)
		}
	}
	return all, nil
}

// fill puts into h what is shown of its place, with highlights. A row that is found
// by a figure is shown at the cell that states it.
func (h *Hit) fill(s shown, q query) {
	h.Where, h.Path, h.Code = q.highlightAll(s.Where), q.highlightAll(s.Path), q.highlightAll(s.Code)
	h.Text, h.Unit = q.highlight(s.Text), s.Unit
	if h.Unit != "" && q.states(s.Text, s.Unit) {
		h.Text = highlightAll(s.Text)
	}
	page := h.Ref
	moved := false
	for _, f := range s.Facts {
		at := page
		if f.Page != nil {
			at = *f.Page
		}
		at.Anchor = f.Anchor
		of := Fact{Ref: at, Name: f.Name, Text: Highlighted{Text: f.Text}, Unit: f.Unit, Amount: f.Amount}
		switch {
		case !f.Amount:
			of.Text = q.highlight(f.Text)
		case q.states(f.Text, f.Unit):
			of.Text = highlightAll(f.Text)
			if !moved && f.Page == nil {
				h.Ref, moved = at, true
			}
		}
		h.Facts = append(h.Facts, of)
	}
}

func highlightAll(text string) Highlighted { return Highlighted{text, []Stretch{{0, len(text)}}} }

// states tells whether a published amount is a figure that q asks for.
func (q query) states(text, unit string) bool {
	value, err := report.ParseAmount(text)
	return err == nil && slices.ContainsFunc(q, func(w word) bool { return w.states(value, unit) })
}

func (q query) highlightAll(texts []string) []Highlighted {
	var all []Highlighted
	for _, text := range texts {
		all = append(all, q.highlight(text))
	}
	return all
}

// highlight finds the words of q in a text.
func (q query) highlight(text string) Highlighted {
	var all []Stretch
	in := pieces(text)
	mentions := report.Mentions(text)
	for _, w := range q {
		for _, p := range w.phrases {
			for i := range in {
				if p.begins(in[i:]) {
					all = append(all, Stretch{in[i].start, in[i+len(p.pieces)-1].end})
				}
			}
		}
		for _, m := range mentions {
			if w.states(m.Value, string(m.Unit)) {
				all = append(all, Stretch{m.Start, m.End})
			}
		}
	}
	slices.SortFunc(all, func(a, b Stretch) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	var apart []Stretch
	for _, m := range all {
		if last := len(apart) - 1; last >= 0 && m.Start <= apart[last].End {
			apart[last].End = max(apart[last].End, m.End)
			continue
		}
		apart = append(apart, m)
	}
	return Highlighted{text, apart}
}

// begins tells whether a text begins with p.
func (p phrase) begins(text []piece) bool {
	if len(text) < len(p.pieces) {
		return false
	}
	for k, want := range p.pieces {
		got := text[k]
		if got.text != want.text || k < len(p.pieces)-1 && got.ends != want.ends {
			return false
		}
	}
	return true
}

// SameFigure returns every place of the report key that states an amount of
// this value, in reading order: cells, paragraphs, fields and indicators; none
// where the report is unknown. Amounts of money are equal whatever unit they are
// stated in; without a unit, only the published figures are compared.
func SameFigure(ctx context.Context, db DB, key report.Key, value decimal.Decimal, unit string) ([]Hit, error) {
	w := word{figure: published(value), value: value}
	if token, ok := worth(value, unit); ok {
		w.figure, w.unit = token, unit
	}
	q := query{w}
	r := &reader{ctx: ctx, db: db, left: mostQuestions}
	id, err := r.reportID(key)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, kind := range kinds {
		found, err := r.matches(lookup{index: inTexts, match: w.phrase(ofPlace)}, ofReport(kind, key.Year, id), 1<<orderBits)
		if err != nil {
			return nil, err
		}
		ids = append(ids, found...)
	}
	found, err := r.hits(ids, q)
	if err != nil {
		return nil, err
	}
	var places []Hit
	for _, h := range found {
		places = append(places, h.stating()...)
	}
	slices.SortStableFunc(places, func(a, b Hit) int {
		return cmp.Or(readingOrder[a.Ref.Part]-readingOrder[b.Ref.Part], a.Ref.Number-b.Ref.Number)
	})
	return places, nil
}

var readingOrder = map[report.Part]int{report.SectionPart: 1, report.TablePart: 2, report.ProjectPart: 3, report.NotesPart: 4, report.ChecksPart: 5}

// reportID returns the id of a report in the index, 0 for none.
func (r *reader) reportID(key report.Key) (id int64, err error) {
	err = r.each(`SELECT id FROM searched_report WHERE unit = ? AND year = ? AND kind = ?`,
		[]any{key.Unit, key.Year, key.Kind}, into{&id}, func() {})
	return id, err
}

// stating divides a hit into the exact places that state a figure.
func (h Hit) stating() []Hit {
	var all []Hit
	if len(h.Text.Stretches) > 0 {
		all = append(all, h)
	}
	for _, f := range h.Facts {
		if len(f.Text.Stretches) > 0 {
			cell := h
			cell.Ref, cell.Facts = f.Ref, []Fact{f}
			all = append(all, cell)
		}
	}
	return all
}
