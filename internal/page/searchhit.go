package page

import (
	"strconv"
	"strings"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// hitView arranges a hit: what it is called, what it says, and where it is.
func hitView(h search.Hit) HitView {
	v := HitView{Link: Link{Href: h.Report.Base() + h.Ref.String()}, Unit: h.Unit}
	v.Facts, v.Rest = facts(h)
	for i := len(h.Where) - 1; i >= 0; i-- {
		v.Where = append(v.Where, highlighted(h.Where[i]))
	}
	if h.Kind != search.ReportKind {
		v.Where = append(v.Where, Highlighted{{Text: reportName(report.Front{Key: h.Report, UnitShort: h.UnitShort, Invented: h.Invented})}})
	}
	title, path := h.Text, h.Path
	switch {
	case h.Kind == search.ProseKind && isParagraph(h.Ref) && len(h.Where) > 0:
		title, v.Text = h.Where[len(h.Where)-1], around(h.Text)
		v.Where = v.Where[1:]
	case len(path) > 0 && h.Kind != search.TableKind:
		title, path, v.Text = path[len(path)-1], path[:len(path)-1], around(h.Text)
	}
	v.Title = highlighted(title)
	for _, step := range path {
		v.Path = append(v.Path, highlighted(step))
	}
	for i, code := range h.Code {
		if i > 0 {
			v.Code = append(v.Code, Piece{Text: " "})
		}
		v.Code = append(v.Code, highlighted(code)...)
	}
	return v
}

func isParagraph(ref report.Ref) bool { return strings.HasPrefix(ref.Anchor, "p") }

// factsShown is how many cells of a row a hit shows, those that answer the
// query not counted.
const factsShown = 3

// facts chooses the cells that a hit shows, in their order.
func facts(h search.Hit) (shown []FactView, rest string) {
	others, left := 0, 0
	for _, f := range h.Facts {
		if len(f.Text.Stretches) == 0 {
			if others == factsShown {
				left++
				continue
			}
			others++
		}
		view := FactView{Name: strings.Join(f.Name, " / "), Text: around(f.Text), Unit: f.Unit}
		if f.Ref.Path() != h.Ref.Path() {
			view.Href = h.Report.Base() + f.Ref.String()
		}
		shown = append(shown, view)
	}
	if left > 0 {
		rest = "另有 " + strconv.Itoa(left) + " 栏"
	}
	return shown, rest
}

// highlighted divides a text at its stretches.
func highlighted(m search.Highlighted) Highlighted { return cut(m, 0, len(m.Text)) }

func cut(m search.Highlighted, from, to int) Highlighted {
	var all Highlighted
	add := func(start, end int, found bool) {
		start, end = max(start, from), min(end, to)
		if start < end {
			all = append(all, Piece{Text: m.Text[start:end], Found: found})
		}
	}
	at := 0
	for _, k := range m.Stretches {
		add(at, k.Start, false)
		add(k.Start, k.End, true)
		at = k.End
	}
	add(at, len(m.Text), false)
	return all
}

// An excerpt has so many characters, so many of them before the first stretch that was found.
const (
	excerptLength = 120
	excerptBefore = 24
)

// around is the part of a long text around the first stretch of it that was found.
func around(m search.Highlighted) Highlighted {
	var starts []int // of characters
	first := 0
	for at := range m.Text {
		if len(m.Stretches) > 0 && at < m.Stretches[0].Start {
			first++
		}
		starts = append(starts, at)
	}
	if len(starts) <= excerptLength {
		return highlighted(m)
	}
	from := min(max(first-excerptBefore, 0), len(starts)-excerptLength)
	if from < 3 { // nothing is gained by leaving out two characters
		from = 0
	}
	start, end := starts[from], len(m.Text)
	if to := from + excerptLength; to < len(starts) {
		end = starts[to]
	}
	all := cut(m, start, end)
	if start > 0 {
		all = append(Highlighted{{Left: true}}, all...)
	}
	if end < len(m.Text) {
		all = append(all, Piece{Left: true})
	}
	return all
}
