package fidelity

import (
	"errors"
	"fmt"
	"strings"

	"disclosure/internal/report"
)

// line is one line of the repaired text that is not blank and no place in the
// original.
type line struct {
	number int    // in the text as received
	place  string // the line above that says where in the original it stands, "" for none
	cells  []string
}

func (l line) text() string { return strings.Join(l.cells, "\t") }

// repair applies the notes' edits, in order, to the text as received. An edit
// must find what it says was received, in the lines as received and again
// after the edits before it.
func repair(r *report.Report) ([]line, error) {
	received := strings.Split(r.Source, "\n")
	// A note may join lines: the joined text stays at the first of them, so that
	// every other line keeps its number.
	repaired := make([][]string, len(received))
	for i, text := range received {
		repaired[i] = []string{text}
	}
	var wrong []error
	for _, note := range r.Notes {
		if note.From < 1 || note.To < note.From || note.To > len(received) {
			wrong = append(wrong, fmt.Errorf("notes.toml: note %d names lines %d to %d; source.txt has %d lines", note.Number, note.From, note.To, len(received)))
			continue
		}
		original := strings.Join(received[note.From-1:note.To], "\n")
		text := joinLines(repaired[note.From-1 : note.To])
		for _, edit := range note.Edits {
			if edit.Received == "" || !strings.Contains(original, edit.Received) || !strings.Contains(text, edit.Received) {
				wrong = append(wrong, fmt.Errorf("source.txt:%d: note %d says that %q was received in lines %d to %d, and it was not; copy it from source.txt", note.From, note.Number, edit.Received, note.From, note.To))
				continue
			}
			text = strings.ReplaceAll(text, edit.Received, edit.Shown)
		}
		for k, part := range strings.Split(text, "\n") {
			at := min(note.From-1+k, note.To-1)
			if k > note.To-note.From {
				repaired[at] = append(repaired[at], part)
			} else {
				repaired[at] = []string{part}
			}
		}
		for k := strings.Count(text, "\n") + 1; note.From-1+k < note.To; k++ {
			repaired[note.From-1+k] = nil
		}
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	var lines []line
	place := ""
	for i, parts := range repaired {
		for _, part := range parts {
			switch {
			case report.IsPlace(part):
				place = part
			case strings.Trim(part, "\t ") != "":
				lines = append(lines, line{i + 1, place, strings.Split(part, "\t")})
			}
		}
	}
	return lines, nil
}

func joinLines(lines [][]string) string {
	var parts []string
	for _, l := range lines {
		parts = append(parts, l...)
	}
	return strings.Join(parts, "\n")
}
