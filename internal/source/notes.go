package source

import (
	"strings"

	"github.com/disclosure/disclosure/internal/report"
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
	var whole []report.Ref
	var form *report.Form
	paragraphs, rows := -1, 0 // how many the page has; -1 where the section could not be read
	known := true
	if p.Section != 0 {
		whole = append(whole, report.SectionRef(p.Section))
		s := l.section(doc, key.of("section"), p.Section)
		known = known && s != nil
		if s != nil {
			paragraphs = countParagraphs(s)
		}
	}
	if p.Table != 0 {
		whole = append(whole, report.TableRef(p.Table))
		t := l.table(doc, key.of("table"), p.Table)
		known = known && t != nil
		if t != nil {
			form, rows = t.Form, len(t.Rows)
		}
	}
	if p.Project != 0 {
		whole = append(whole, report.ProjectRef(p.Project))
		project := l.project(doc, key.of("project"), p.Project)
		known = known && project != nil
		if project != nil {
			form = &project.Form
		}
	}
	fields, indicators := 0, 0
	if form != nil {
		fields, indicators = len(form.Fields), len(form.Indicators)
	}
	var within []report.Ref
	var page report.Ref
	if len(whole) > 0 {
		page = whole[0]
	}
	for _, part := range []struct {
		name     string
		n, count int
		ref      report.Ref
	}{
		{"paragraph", p.Paragraph, max(paragraphs, 0), page.Paragraph(p.Paragraph)},
		{"row", p.Row, rows, page.Row(p.Row)},
		{"field", p.Field, fields, page.Field(p.Field)},
		{"indicator", p.Indicator, indicators, page.Indicator(p.Indicator)},
	} {
		if part.n == 0 {
			continue
		}
		within = append(within, part.ref)
		if known && (part.n < 1 || part.n > part.count) {
			doc.fail(key.of(part.name), "there is no %s %d, the place has %d: correct the number", part.name, part.n, part.count)
		}
	}
	if len(whole) > 1 || len(within) > 1 || len(whole) == 0 && len(within) > 0 {
		doc.fail(key, "at names no single place: write one of section, table and project, and at most one of paragraph, row, field and indicator")
	}
	if len(within) > 0 {
		return within[0]
	}
	return page
}

func countParagraphs(s *report.Section) int {
	n := 0
	for _, b := range s.Blocks {
		if !b.Heading {
			n++
		}
	}
	return n
}
