package source

import (
	"strings"

	"disclosure/internal/report"
)

const notesFile = "notes.toml"

// noteEntry is a repair in notes.toml.
type noteEntry struct {
	Lines []int // from and to
	At    *struct {
		Section, Table, Project          int
		Paragraph, Row, Field, Indicator int
	}
	Why   string
	Edits []struct{ Received, Shown string }
}

// readNotes reads notes.toml where there is one. That the edits lead from what
// was received to what is shown is for the proof of fidelity to say.
func (l *loader) readNotes() {
	if !l.has(notesFile) {
		return
	}
	var file struct{ Note []noteEntry }
	doc := l.decode(notesFile, &file)
	if doc == nil {
		return
	}
	last := strings.Count(strings.TrimSuffix(l.report.Source, "\n"), "\n") + 1
	for i, entry := range file.Note {
		key := at{"note", i}
		note := report.Note{Number: i + 1, Why: entry.Why}
		if len(entry.Lines) == 2 {
			note.From, note.To = entry.Lines[0], entry.Lines[1]
		}
		switch {
		case len(entry.Lines) != 2:
			doc.fail(key.of("lines"), "lines needs two numbers: write lines = [from, to]")
		case note.From < 1 || note.To < note.From:
			doc.fail(key.of("lines"), "lines %d to %d are no lines: count from 1, the first before the last", note.From, note.To)
		case note.To > last && l.report.Source != "":
			doc.fail(key.of("lines"), "line %d is not in source.txt, which has %d: correct the number", note.To, last)
		}
		doc.require(key.of("why"), entry.Why)
		if len(entry.Edits) == 0 {
			doc.fail(key.of("edits"), "the note repairs nothing: list edits, or remove it")
		}
		for k, edit := range entry.Edits {
			if edit.Received == "" {
				doc.fail(key.of("edits", k), "received is missing or blank: write what the text as received has there")
			}
			if edit.Received == edit.Shown && edit.Received != "" {
				doc.fail(key.of("edits", k), "received and shown are the same: correct or remove the edit")
			}
			note.Edits = append(note.Edits, report.Edit{Received: edit.Received, Shown: edit.Shown})
		}
		note.At = l.notePlace(doc, key.of("at"), entry)
		l.report.Notes = append(l.report.Notes, note)
	}
}

// notePlace returns the place where a repair is shown; at = {} is the overview,
// where contents and annexes are.
func (l *loader) notePlace(doc *document, key at, entry noteEntry) report.Ref {
	if entry.At == nil {
		doc.fail(key, "at is missing: say where the repaired text is shown, such as at = {table = 4}, or at = {} for the overview")
		return report.Ref{}
	}
	p := *entry.At
	pages := given(p.Section, p.Table, p.Project)
	within := given(p.Paragraph, p.Row, p.Field, p.Indicator)
	if pages > 1 || within > 1 || pages == 0 && within > 0 {
		doc.fail(key, "at names no single place: write one of section, table and project, and at most one of paragraph, row, field and indicator")
		return report.Ref{}
	}
	var page report.Ref
	var counts map[string]int // how many places of each name the page has, nil where it could not be read
	switch {
	case p.Section != 0:
		page = report.SectionRef(p.Section)
		if s := l.section(doc, key.of("section"), p.Section); s != nil {
			counts = map[string]int{"paragraph": countParagraphs(s)}
		}
	case p.Table != 0:
		page = report.TableRef(p.Table)
		if t := l.table(doc, key.of("table"), p.Table); t != nil {
			counts = map[string]int{"row": len(t.Rows)}
			if t.Form != nil {
				counts["field"], counts["indicator"] = len(t.Form.Fields), len(t.Form.Indicators)
			}
		}
	case p.Project != 0:
		page = report.ProjectRef(p.Project)
		if f := l.project(doc, key.of("project"), p.Project); f != nil {
			counts = map[string]int{"field": len(f.Fields), "indicator": len(f.Indicators)}
		}
	}
	for _, part := range []struct {
		name string
		n    int
		at   func(int) report.Ref
	}{
		{"paragraph", p.Paragraph, page.Paragraph},
		{"row", p.Row, page.Row},
		{"field", p.Field, page.Field},
		{"indicator", p.Indicator, page.Indicator},
	} {
		if part.n == 0 {
			continue
		}
		if counts != nil && (part.n < 1 || part.n > counts[part.name]) {
			doc.fail(key.of(part.name), "there is no %s %d, the page has %d: correct the number", part.name, part.n, counts[part.name])
		}
		return part.at(part.n)
	}
	return page
}

// given counts the numbers that are not 0.
func given(numbers ...int) int {
	count := 0
	for _, n := range numbers {
		if n != 0 {
			count++
		}
	}
	return count
}

func countParagraphs(s *report.Section) int {
	n := 0
	for _, b := range s.Blocks {
		if b.Kind == report.ParagraphBlock {
			n++
		}
	}
	return n
}
