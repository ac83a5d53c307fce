package page

import (
	"fmt"
	"strings"

	"disclosure/internal/report"
)

// NotesPage lists what was repaired in the text of a report.
type NotesPage struct {
	Base
	NotesView
}

// NotesView is that list as it is read.
type NotesView struct {
	ID     string // on the print page
	Level  int    // of the heading
	Title  string
	Origin string
	Source Link
	Notes  []NoteView
	Whole  *Link // the page that has the edits of the notes, nil on that page
}

// NoteView is one repair.
type NoteView struct {
	ID     string
	Number int
	Lines  string // which lines of the text as received
	Place  Link   // where the repaired text is shown
	Why    string
	Edits  []EditView
}

// EditView sets what was received against what is shown.
type EditView struct {
	Received, Shown []Glyph
}

// Glyph is a stretch of an edit: text as it is, or a sign for what cannot be
// seen.
type Glyph struct {
	Text string
	Sign bool
}

// Notes is the page of the repairs.
func (s Site) Notes(o report.Outline, notes []report.Note, known Places) NotesPage {
	ref := report.Ref{Part: report.NotesPart}
	return NotesPage{
		Base: s.base("notes", o, ref, report.NotesPart.Name(),
			fmt.Sprintf("%s：文本在提取时受损而经修补之处，共 %d 条，逐条列出收到的文字、显示的文字和理由。", fullTitle(o.Front), len(notes))),
		NotesView: newView(o, ref).notes(notes, known),
	}
}

func (v *view) notes(notes []report.Note, known Places) NotesView {
	view := NotesView{
		ID: v.partID(), Level: v.titleLevel(), Title: report.NotesPart.Name(), Origin: v.outline.Origin,
		Source: Link{Text: report.SourcePart.Name(), Href: v.href(report.PageOf(report.SourcePart))},
	}
	for _, n := range notes {
		note := NoteView{
			ID: v.id(v.ref.Note(n.Number)), Number: n.Number, Lines: n.Lines(), Why: n.Why,
			Place: Link{Text: placeName(v.outline, n.At, known), Href: v.href(n.At)},
		}
		for _, e := range n.Edits {
			if v.onPrint {
				break // paper has what was repaired and why; the raw text is long
			}
			note.Edits = append(note.Edits, EditView{glyphs(e.Received), glyphs(e.Shown)})
		}
		view.Notes = append(view.Notes, note)
	}
	if v.onPrint {
		view.Whole = &Link{Text: report.NotesPart.Name(), Href: v.outline.Base() + v.ref.String()}
	}
	return view
}

// signs show what divides text and cannot be seen itself.
var signs = map[rune]string{'\t': "｜", '\n': "↵", '¶': "¶", ' ': "␣"}

// glyphs makes tabs, new lines, paragraph marks and spaces visible. A cell that
// is blank between two tabs, or at an end, shows as two signs side by side or
// one at the end; nothing at all shows as words.
func glyphs(s string) []Glyph {
	if s == "" {
		return []Glyph{{Text: "（无）", Sign: true}}
	}
	var list []Glyph
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			list = append(list, Glyph{Text: text.String()})
			text.Reset()
		}
	}
	for _, r := range s {
		if sign, ok := signs[r]; ok {
			flush()
			if n := len(list); n > 0 && list[n-1].Sign {
				list[n-1].Text += sign
			} else {
				list = append(list, Glyph{Text: sign, Sign: true})
			}
			continue
		}
		text.WriteRune(r)
	}
	flush()
	return list
}
