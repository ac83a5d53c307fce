// Package fidelity proves that a report says exactly what its text as received
// says.
//
// It works in two halves that meet. The text as received is repaired: each
// note's edits are applied to the note's lines, and nothing else is. The report
// is written out in the notation of that text, one statement a line: sentences
// as they are, tables as grids of tab-separated cells in which a spanned cell
// leaves blanks, forms as names and values. Then both are walked in order. A
// sentence, cell or figure that one side has and the other has not, or has in
// another place, is a mismatch. Blank lines mean nothing.
package fidelity

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"disclosure/internal/report"
)

// maxMismatches bounds the length of the answer; one moved paragraph can upset
// everything after it.
const maxMismatches = 20

// lookahead is how many lines or statements may be skipped to find the next
// place at which both sides agree again.
const lookahead = 12

// Check returns nil when the report says exactly what its text as received,
// repaired by its notes, says. Otherwise the error has one line a mismatch,
// with the line of source.txt and the place in the report.
func Check(r *report.Report) error {
	lines, err := repair(r)
	if err != nil {
		return err
	}
	said := statements(r)
	var found []error
	mismatch := func(line int, format string, args ...any) {
		found = append(found, fmt.Errorf("source.txt:%d: "+format, append([]any{line}, args...)...))
	}
	i, j := 0, 0
	for i < len(lines) && j < len(said) && len(found) < maxMismatches {
		n, difference := consume(lines[i].cells, said[j:])
		if difference == "" {
			i, j = i+1, j+n
			continue
		}
		switch lineSkip, statementSkip := nextLine(lines[i:], said[j:]), nextStatement(lines[i], said[j:]); {
		case alike(lines[i].cells, said[j]) || lineSkip+statementSkip == 0:
			mismatch(lines[i].number, "%s", difference)
			i, j = i+1, j+max(n, 1)
		case lineSkip > 0:
			for _, l := range lines[i : i+lineSkip] {
				mismatch(l.number, "the text as received has %q, and nothing in the report says it between %s and %s", l.text(), place(said, j-1), place(said, j))
			}
			i += lineSkip
		default:
			for _, s := range said[j : j+statementSkip] {
				mismatch(lines[i].number, "the report has %q at %s, and the text as received does not have it here", s.text(), s.at)
			}
			j += statementSkip
		}
	}
	for ; i < len(lines) && len(found) < maxMismatches; i++ {
		mismatch(lines[i].number, "the text as received has %q, and the report has ended with %s", lines[i].text(), place(said, j-1))
	}
	for ; j < len(said) && len(found) < maxMismatches; j++ {
		mismatch(lastLine(lines), "the report has %q at %s, and the text as received has ended", said[j].text(), said[j].at)
	}
	return errors.Join(found...)
}

// place is the address of statement j; a report that is cut has none before its
// first or after its last.
func place(said []statement, j int) string {
	if j < 0 || j >= len(said) {
		return "nothing"
	}
	return said[j].at
}

// alike tells whether a line is a damaged form of the statement, rather than
// another line: it has the same cells but for a few.
func alike(cells []string, s statement) bool {
	if s.kind != grid || len(cells) != len(s.cells) || len(cells) < 3 {
		return false
	}
	same := 0
	for k, c := range s.cells {
		if slices.Equal(c.divide(cells[k]), c.paragraphs) {
			same++
		}
	}
	return 2*same >= len(cells)
}

func lastLine(lines []line) int {
	if len(lines) == 0 {
		return 1
	}
	return lines[len(lines)-1].number
}

// nextLine returns how many lines to skip so that the first statement matches;
// 0 when none is near.
func nextLine(lines []line, said []statement) int {
	for k := 1; k <= lookahead && k < len(lines); k++ {
		if _, difference := consume(lines[k].cells, said); difference == "" {
			return k
		}
	}
	return 0
}

// nextStatement returns how many statements to skip so that the line matches;
// 0 when none is near.
func nextStatement(l line, said []statement) int {
	for k := 1; k <= lookahead && k < len(said); k++ {
		if _, difference := consume(l.cells, said[k:]); difference == "" {
			return k
		}
	}
	return 0
}

// consume compares one line with the statements that begin at said[0] and
// returns how many the line states: one, or several fields of a form that share
// a line. The difference is "" when they agree.
func consume(cells []string, said []statement) (n int, difference string) {
	switch first := said[0]; first.kind {
	case grid:
		if len(cells) != len(first.cells) {
			return 1, fmt.Sprintf("the text as received has %d cells in this line, the report has %d at %s", len(cells), len(first.cells), first.at)
		}
		return 1, compare(cells, first)
	case indicator:
		cells = trimBlank(cells)
		width := max(len(cells), len(first.cells))
		return 1, compare(pad(cells, width), statement{at: first.at, cells: padCells(first.cells, width)})
	}
	// Fields and headers of forms: only filled cells count, and one line may
	// hold several fields.
	filled := slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return c == "" })
	for len(filled) > 0 {
		if n == len(said) || said[n].kind != names {
			return n, fmt.Sprintf("the text as received has %q after what the report has at %s", filled[0], said[max(0, n-1)].at)
		}
		want := slices.DeleteFunc(slices.Clone(said[n].cells), func(c cell) bool { return c.blank() })
		if len(filled) < len(want) {
			return n, fmt.Sprintf("the text as received has %q, the report has %q at %s", strings.Join(filled, " "), said[n].text(), said[n].at)
		}
		if difference := compare(filled[:len(want)], statement{at: said[n].at, cells: want}); difference != "" {
			return n + 1, difference
		}
		filled = filled[len(want):]
		n++
	}
	return n, ""
}

// compare tells the first difference between the cells of a line and those of a
// statement; both have the same number.
func compare(cells []string, s statement) string {
	for k, c := range s.cells {
		if received := c.divide(cells[k]); !slices.Equal(received, c.paragraphs) {
			at := c.at
			if at == "" {
				at = s.at
			}
			a, b := firstDifference(received, c.paragraphs)
			return fmt.Sprintf("the text as received has %q, the report has %q at %s", a, b, at)
		}
	}
	return ""
}

// firstDifference returns the first paragraphs that differ.
func firstDifference(a, b []string) (string, string) {
	for k := range max(len(a), len(b)) {
		switch {
		case k >= len(a):
			return "", b[k]
		case k >= len(b):
			return a[k], ""
		case a[k] != b[k]:
			return a[k], b[k]
		}
	}
	return "", ""
}

func trimBlank(cells []string) []string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func pad(cells []string, width int) []string {
	return append(slices.Clone(cells), make([]string, width-len(cells))...)
}

func padCells(cells []cell, width int) []cell {
	cells = slices.Clone(cells)
	for len(cells) < width {
		cells = append(cells, text("", ""))
	}
	return cells
}
