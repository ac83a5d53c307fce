// Package change says what became of each place of a report in another version of it.
//
// Parts are matched by their titles, rows by their codes and then by their labels under
// the same parents (table.go), texts by the longest common subsequence and then by
// likeness (align.go). What is the same at the same place is no change.
package change

import (
	"strings"

	"disclosure/internal/report"
)

// Kind is what became of a place.
type Kind string

// The kinds of change.
const (
	Changed Kind = "changed" // another text
	Gone    Kind = "gone"    // not in the later version
	Added   Kind = "added"   // not in the earlier version
	Moved   Kind = "moved"   // the same text under another address
)

// Change is what became of a place: a cell, a row, a column, a paragraph, a field, a
// part. A row that moved moves its cells.
type Change struct {
	Kind             Kind
	Before, After    report.Ref // in both versions; the one that has no such place has the zero Ref
	Was, Is          string     // the published text
	inBefore, inNext bool
}

// On tells whether the change belongs to a page of the earlier version, whose
// counterpart in the later version is after: what was added there belongs to it too.
func (c Change) On(before, after report.Ref) bool {
	if c.inBefore {
		return c.Before.Page() == before
	}
	return c.After.Page() == after
}

// Between lists what differs from one version of a report to another, in reading order.
func Between(before, after *report.Report) []Change {
	l := &list{}
	overview := report.Ref{}
	l.texts(overview, overview, []string{before.Heading}, []string{after.Heading}, nil)
	l.texts(overview, overview, before.Cover, after.Cover, nil)
	l.texts(overview, overview, []string{before.ContentsTitle}, []string{after.ContentsTitle}, nil)
	l.texts(overview, overview, before.Contents, after.Contents, nil)
	l.texts(overview, overview, []string{before.AnnexesTitle}, []string{after.AnnexesTitle}, nil)
	l.texts(overview, overview, before.Annexes, after.Annexes, nil)
	match(l, before.Sections, after.Sections, func(s report.Section) (report.Ref, string) {
		return report.SectionRef(s.Number), s.Title
	}, l.section)
	match(l, before.Tables, after.Tables, func(t report.Table) (report.Ref, string) {
		return report.TableRef(t.Number), t.Title
	}, l.table)
	match(l, before.Projects, after.Projects, func(p report.Project) (report.Ref, string) {
		return report.ProjectRef(p.Number), p.Name
	}, func(from, to report.Ref, a, b report.Project) { l.form(from, to, &a.Form, &b.Form) })
	return l.changes
}

// Counterpart is the page of the later version that a page of the earlier one has
// become; false where there is none.
func Counterpart(before, after report.Outline, ref report.Ref) (report.Ref, bool) {
	numbers := func(o report.Outline) (n []int, titles []string) {
		switch ref.Part {
		case report.SectionPart:
			for _, e := range o.Sections {
				n, titles = append(n, e.Number), append(titles, e.Title)
			}
		case report.TablePart:
			for _, e := range o.Tables {
				n, titles = append(n, e.Number), append(titles, e.Title)
			}
		case report.ProjectPart:
			for _, e := range o.Projects {
				n, titles = append(n, e.Number), append(titles, e.Title)
			}
		}
		return n, titles
	}
	if ref.Number == 0 {
		return ref, after.Has(ref)
	}
	from, was := numbers(before)
	to, is := numbers(after)
	for i, j := range align(was, is) {
		if from[i] == ref.Number && j >= 0 {
			ref.Number = to[j]
			return ref, true
		}
	}
	return report.Ref{}, false
}

// list collects changes.
type list struct{ changes []Change }

func (l *list) changed(from, to report.Ref, was, is string) {
	if was != is {
		l.changes = append(l.changes, Change{Changed, from, to, was, is, true, true})
	}
}

// moved notes a place whose anchor is another one. That its whole part has another
// number is said of the part.
func (l *list) moved(from, to report.Ref, text string) {
	if from.Anchor != to.Anchor {
		l.changes = append(l.changes, Change{Moved, from, to, text, text, true, true})
	}
}

func (l *list) gone(from report.Ref, was string) {
	l.changes = append(l.changes, Change{Kind: Gone, Before: from, Was: was, inBefore: true})
}

func (l *list) added(to report.Ref, is string) {
	l.changes = append(l.changes, Change{Kind: Added, After: to, Is: is, inNext: true})
}

// match matches the parts of one sort by their titles, and compares those that match.
func match[T any](l *list, before, after []T, named func(T) (report.Ref, string), compare func(from, to report.Ref, a, b T)) {
	titles := func(parts []T) (all []string) {
		for _, p := range parts {
			_, title := named(p)
			all = append(all, title)
		}
		return all
	}
	to := align(titles(before), titles(after))
	for i, j := range to {
		from, was := named(before[i])
		if j < 0 {
			l.gone(from, was)
			continue
		}
		ref, is := named(after[j])
		if from != ref {
			l.changes = append(l.changes, Change{Moved, from, ref, was, is, true, true})
		}
		l.changed(from, ref, was, is)
		compare(from, ref, before[i], after[j])
	}
	for _, j := range added(to, len(after)) {
		ref, is := named(after[j])
		l.added(ref, is)
	}
}

// texts compares two lists of texts. Place says where the k-th (from 1) stands on its
// page; without it all stand on the page as a whole.
func (l *list) texts(from, to report.Ref, before, after []string, place func(page report.Ref, k int) report.Ref) {
	if place == nil {
		place = func(page report.Ref, _ int) report.Ref { return page }
	}
	matched := align(before, after)
	for i, j := range matched {
		if j < 0 {
			l.gone(place(from, i+1), before[i])
			continue
		}
		a, b := place(from, i+1), place(to, j+1)
		if before[i] == after[j] {
			l.moved(a, b, before[i])
		} else {
			l.changed(a, b, before[i], after[j])
		}
	}
	for _, j := range added(matched, len(after)) {
		l.added(place(to, j+1), after[j])
	}
}

// section compares headings, paragraphs and small grids, each sort by itself, because
// each is counted by itself.
func (l *list) section(from, to report.Ref, a, b report.Section) {
	sorts := func(s report.Section) (headings, paragraphs []string, grids [][][]string) {
		for _, block := range s.Blocks {
			switch block.Kind {
			case report.HeadingBlock:
				headings = append(headings, block.Text)
			case report.ParagraphBlock:
				paragraphs = append(paragraphs, block.Text)
			case report.GridBlock:
				grids = append(grids, block.Grid)
			}
		}
		return headings, paragraphs, grids
	}
	wasHeadings, was, wasGrids := sorts(a)
	isHeadings, is, isGrids := sorts(b)
	l.texts(from, to, wasHeadings, isHeadings, report.Ref.Heading)
	l.texts(from, to, was, is, report.Ref.Paragraph)
	l.grids(from, to, wasGrids, isGrids)
}

// grids compares small grids cell by cell where they have the same shape.
func (l *list) grids(from, to report.Ref, before, after [][][]string) {
	words := func(grids [][][]string) (all []string) {
		for _, g := range grids {
			all = append(all, gridText(g))
		}
		return all
	}
	was, is := words(before), words(after)
	matched := align(was, is)
	for i, j := range matched {
		switch {
		case j < 0:
			l.gone(from.Grid(i+1), was[i])
		case !sameShape(before[i], after[j]):
			l.changed(from.Grid(i+1), to.Grid(j+1), was[i], is[j])
		default:
			l.moved(from.Grid(i+1), to.Grid(j+1), was[i])
			for r, row := range before[i] {
				for c := range row {
					l.changed(from.GridCell(i+1, r+1, c+1), to.GridCell(j+1, r+1, c+1), row[c], after[j][r][c])
				}
			}
		}
	}
	for _, j := range added(matched, len(after)) {
		l.added(to.Grid(j+1), is[j])
	}
}

func gridText(grid [][]string) string {
	var rows []string
	for _, row := range grid {
		rows = append(rows, strings.Join(row, " "))
	}
	return strings.Join(rows, "\n")
}

func sameShape(a, b [][]string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i]) != len(b[i]) {
			return false
		}
	}
	return true
}

// form compares the fields and the indicators of a form.
func (l *list) form(from, to report.Ref, a, b *report.Form) {
	l.changed(from, to, a.Caption, b.Caption)
	l.changed(from, to, a.IndicatorsTitle, b.IndicatorsTitle)
	l.texts(from, to, a.IndicatorHeader, b.IndicatorHeader, nil)
	names := func(f *report.Form) (names, texts []string) {
		for _, field := range f.Fields {
			names, texts = append(names, field.Name), append(texts, strings.Join(field.Paragraphs, "\n"))
		}
		return names, texts
	}
	wasNames, was := names(a)
	isNames, is := names(b)
	matched := align(wasNames, isNames)
	for i, j := range matched {
		if j < 0 {
			l.gone(from.Field(i+1), wasNames[i]+" "+was[i])
			continue
		}
		l.changed(from.Field(i+1), to.Field(j+1), wasNames[i], isNames[j])
		l.changed(from.Field(i+1), to.Field(j+1), was[i], is[j])
		l.moved(from.Field(i+1), to.Field(j+1), was[i])
	}
	for _, j := range added(matched, len(is)) {
		l.added(to.Field(j+1), isNames[j]+" "+is[j])
	}
	rows := func(f *report.Form) (all [][]string, texts []string) {
		for _, i := range f.Indicators {
			row := []string{i.Level1, i.Level2, strings.Join(i.Content, "\n"), i.Target}
			all, texts = append(all, row), append(texts, strings.Join(row, " "))
		}
		return all, texts
	}
	wasRows, wasTexts := rows(a)
	isRows, isTexts := rows(b)
	matched = align(wasTexts, isTexts)
	for i, j := range matched {
		if j < 0 {
			l.gone(from.Indicator(i+1), wasTexts[i])
			continue
		}
		l.moved(from.Indicator(i+1), to.Indicator(j+1), wasTexts[i])
		for c := range wasRows[i] {
			l.changed(from.IndicatorCell(i+1, c+1), to.IndicatorCell(j+1, c+1), wasRows[i][c], isRows[j][c])
		}
	}
	for _, j := range added(matched, len(isRows)) {
		l.added(to.Indicator(j+1), isTexts[j])
	}
}
