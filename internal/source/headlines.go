package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// headlineEntry is a figure of the overview in report.toml: the cell of a
// table, or a stretch of a paragraph.
type headlineEntry struct {
	Label string

	Table  int
	Row    []string // labels and keys that tell the row from all others
	Column string   // header path

	Section   int
	Paragraph int
	Text      string
}

// resolveHeadlines finds the cell or paragraph of each headline; where report.toml
// has none, those that reports of the usual forms state.
func (l *loader) resolveHeadlines() {
	doc := l.settingsDoc
	if doc == nil {
		return
	}
	if l.settings.Headline == nil {
		l.report.Headlines = derivedHeadlines(l.report, l.tables, l.sections)
		return
	}
	seen := map[string]bool{}
	for i, entry := range l.settings.Headline {
		key := at{"headline", i}
		doc.require(key.of("label"), entry.Label)
		if seen[entry.Label] {
			doc.fail(key.of("label"), "headline %q is there twice: give each a label of its own", entry.Label)
		}
		seen[entry.Label] = true
		inTable := entry.Table != 0 || entry.Row != nil || entry.Column != ""
		inSection := entry.Section != 0 || entry.Paragraph != 0 || entry.Text != ""
		switch {
		case inTable == inSection:
			doc.fail(key, "headline %q must come from one place: write table, row and column, or section, paragraph and text", entry.Label)
		case inTable:
			l.headlineCell(doc, key, entry)
		default:
			l.headlineText(doc, key, entry)
		}
	}
}

func (l *loader) headlineText(doc *document, key at, entry headlineEntry) {
	if !doc.require(key.of("text"), entry.Text) {
		return
	}
	text, ok := l.paragraph(doc, key.of("section"), key.of("paragraph"), entry.Section, entry.Paragraph)
	if !ok {
		return
	}
	if !strings.Contains(text, entry.Text) {
		doc.fail(key.of("text"), "paragraph %d of section %d does not say %q: copy the words from it", entry.Paragraph, entry.Section, entry.Text)
		return
	}
	l.report.Headlines = append(l.report.Headlines, report.Headline{
		Label: entry.Label, Text: entry.Text,
		From: report.SectionRef(entry.Section).Paragraph(entry.Paragraph),
	})
}

func (l *loader) headlineCell(doc *document, key at, entry headlineEntry) {
	t := l.table(doc, key.of("table"), entry.Table)
	if t == nil {
		return
	}
	column := 1 + findColumn(doc, key.of("column"), t.Columns, entry.Column)
	if column == 0 {
		return
	}
	if t.Columns[column-1].Role != report.Amount {
		doc.fail(key.of("column"), "column %q holds no amounts: name a column of amounts", entry.Column)
		return
	}
	row := findRow(doc, key.of("row"), t, t.Columns[column-1].Side, entry.Row)
	if row == 0 {
		return
	}
	cell := t.Rows[row-1].Cells[column-1]
	if cell.Text == "" {
		doc.fail(key, "the cell of headline %q is blank: name a cell that states a figure", entry.Label)
		return
	}
	unit := t.UnitOf(column)
	if unit == "" {
		unit = l.report.MoneyUnit
	}
	l.report.Headlines = append(l.report.Headlines, report.Headline{
		Label: entry.Label, Text: cell.Text, Unit: unit,
		From: report.TableRef(entry.Table).Cell(row, column),
	})
}

// findRow returns the one row (from 1) of a side of t that words name, or 0 having
// said at key that there is none or more than one.
func findRow(doc *document, key at, t *report.Table, side int, words []string) int {
	if len(words) == 0 {
		doc.fail(key, "row is missing: write one label or key of the row, or more until only one row has them all")
		return 0
	}
	found := t.FindRows(side, words...)
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		var labels []string
		for _, places := range t.Places() {
			labels = slices.Concat(labels, places[side].Codes, places[side].Path)
		}
		for k, word := range words {
			if !slices.Contains(labels, word) {
				doc.fail(key.of(k), "table %d has no row %q here; the nearest are %s: copy one of them", t.Number, word, nearest(word, labels))
				return 0
			}
		}
		doc.fail(key, "table %d has no row with all of %q: name labels and keys of one row, or of those that it stands under", t.Number, words)
	default:
		doc.fail(key, "table %d has %d rows with all of %q, %s: add a label or key that only one of them has", t.Number, len(found), words, rowNumbers(found))
	}
	return 0
}

func rowNumbers(rows []int) string {
	var parts []string
	for _, row := range rows[:min(len(rows), mostAlike)] {
		parts = append(parts, strconv.Itoa(row))
	}
	if more := len(rows) - len(parts); more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return "rows " + strings.Join(parts, ", ")
}
