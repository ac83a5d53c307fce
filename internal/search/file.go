package search

import (
	"cmp"
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// File is what can be found in a report where no server answers: its places with what
// they say, for a script that looks through all of it. Cells, findings and notes are not
// in it, so that it stays small.
type File struct {
	Base  string     `json:"base"`
	Name  string     `json:"name"`  // of the report
	Plain string     `json:"plain"` // traditional characters, and in the same order the simplified ones that the texts have
	Pages []FilePage `json:"pages"`
}

// FilePage is a page of a report with its places, in reading order within each kind.
type FilePage struct {
	Path   string   `json:"path"` // below Base
	Title  string   `json:"title"`
	Places []string `json:"places,omitempty"` // an anchor and the text there, in turn
}

// NewFile returns what can be found in a report at a base address.
func NewFile(r *report.Report, base string) File {
	f := File{Base: base, Name: r.Heading}
	at := map[string]int{}
	said := map[string]bool{}
	for _, kind := range []Kind{ProseKind, TermKind, TableKind, FieldKind, IndicatorKind} {
		for _, p := range places(finding.Checked{Report: r}, kind) {
			path := p.ref.Path()
			page, known := at[path]
			if !known {
				page = len(f.Pages)
				at[path] = page
				title := p.shown.Text
				if p.ref.Anchor != "" && len(p.shown.Where) > 0 {
					title = p.shown.Where[0]
				}
				f.Pages = append(f.Pages, FilePage{Path: path, Title: title})
			}
			words := slices.Concat(p.codes, p.shown.Path, []string{p.shown.Text})
			if kind == TableKind { // what stands above a row is found where it stands
				words = slices.Concat(p.codes, []string{p.shown.Text})
			}
			text := strings.Join(words, " ")
			if p.ref.Anchor == "" || said[path+text] || !strings.ContainsFunc(p.shown.Text, isChinese) {
				continue // it is the page's title, says nothing new, or is a figure
			}
			said[path+text] = true
			f.Pages[page].Places = append(f.Pages[page].Places, p.ref.Anchor, text)
		}
	}
	f.Plain = f.pairs()
	return f
}

// pairs lists how the characters of f may be typed otherwise.
func (f File) pairs() string {
	var all strings.Builder
	for _, page := range f.Pages {
		all.WriteString(page.Title)
		all.WriteString(strings.Join(page.Places, ""))
	}
	text := all.String()
	var pairs [][2]rune
	for from, to := range simplified {
		if strings.ContainsRune(text, to) || strings.ContainsRune(text, from) {
			pairs = append(pairs, [2]rune{from, to})
		}
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	var from, to strings.Builder
	for _, pair := range pairs {
		from.WriteRune(pair[0])
		to.WriteRune(pair[1])
	}
	return from.String() + to.String()
}
