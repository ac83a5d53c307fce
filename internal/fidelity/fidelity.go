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

// maxMismatches bounds the length of the answer.
const maxMismatches = 20

// lookahead is how many lines and statements may be skipped to find the next place at
// which both sides agree again: more than the longest table has.
const lookahead = 300

// Prove is Check. Where all is well it also notes in the report at which places of its
// originals the parts begin, as far as its text as received says that.
func Prove(r *report.Report) error {
	w, err := follow(r)
	if err == nil {
		w.locate(r)
	}
	return err
}

// Check returns nil when the report says exactly what its text as received,
// repaired by its notes, says. Otherwise the error has one line a mismatch,
// with the line of source.txt and the place in the report.
func Check(r *report.Report) error {
	_, err := follow(r)
	return err
}

// follow goes through both sides to their ends.
func follow(r *report.Report) (*walk, error) {
	lines, err := repair(r)
	if err != nil {
		return nil, err
	}
	w := &walk{lines: lines, said: statements(r)}
	for w.i < len(w.lines) && w.j < len(w.said) && len(w.found) < maxMismatches {
		n, difference := consume(w.lines[w.i].cells, w.said[w.j:])
		if difference == "" {
			w.stated = append(w.stated, [2]int{w.i, w.j})
			w.i, w.j = w.i+1, w.j+n
			continue
		}
		w.differ(n, difference)
	}
	w.skip(len(w.lines)-w.i, len(w.said)-w.j)
	return w, errors.Join(w.found...)
}

// locate notes in r where each part begins: above the line that states the first of it
// stands its place.
func (w *walk) locate(r *report.Report) {
	parts := map[string]report.Ref{}
	for _, s := range r.Sections {
		parts[report.SectionRef(s.Number).String()] = report.SectionRef(s.Number)
	}
	for _, t := range r.Tables {
		parts[report.TableRef(t.Number).String()] = report.TableRef(t.Number)
	}
	for _, p := range r.Projects {
		parts[report.ProjectRef(p.Number).String()] = report.ProjectRef(p.Number)
	}
	for _, s := range w.stated {
		at, _, _ := strings.Cut(w.said[s[1]].at, "#")
		ref, first := parts[at]
		if !first {
			continue
		}
		delete(parts, at)
		if name, p, ok := report.ParsePlace(w.lines[s[0]].place); ok {
			r.Place(ref, name, p)
		}
	}
}

// walk goes through both sides in order.
type walk struct {
	lines  []line
	said   []statement
	i, j   int      // the next line and statement
	stated [][2]int // the lines and statements that agree
	found  []error
}

// differ goes on to where both sides agree again and says what stands between. The
// line at hand states n statements, and differs as difference says.
func (w *walk) differ(n int, difference string) {
	a, b, near := w.next()
	switch {
	case !near, a == b, alike(w.lines[w.i].cells, w.said[w.j]):
		w.mismatch(w.lines[w.i].number, "%s", difference)
		w.i, w.j = w.i+1, w.j+max(n, 1)
	case a > 0 && b > 0:
		w.mismatch(w.lines[w.i].number, "%s%s", difference, more(a, "line"))
		w.i, w.j = w.i+a, w.j+b
	default:
		w.skip(a, b)
	}
}

// next returns how many lines and statements, as few as possible, lie before two
// lines in a row that agree with what the report says, or before one that is the last.
func (w *walk) next() (a, b int, near bool) {
	for both := 1; both <= 2*lookahead; both++ {
		for a := max(0, both-lookahead); a <= min(both, lookahead); a++ {
			if b := both - a; w.agree(w.i+a, w.j+b) {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}

// agree tells whether line i is statement j, and the next line what follows it.
func (w *walk) agree(i, j int) bool {
	for range 2 {
		if i >= len(w.lines) || j >= len(w.said) {
			return i == len(w.lines) && j == len(w.said)
		}
		n, difference := consume(w.lines[i].cells, w.said[j:])
		if difference != "" {
			return false
		}
		i, j = i+1, j+n
	}
	return true
}

// skip says of the next a lines that the report lacks them here, and of the next b
// statements that the text as received does. Those that follow one another are said
// in one message.
func (w *walk) skip(a, b int) {
	if a > 0 {
		first := w.lines[w.i]
		elsewhere := slices.IndexFunc(w.said, func(s statement) bool { return s.text() == first.text() })
		says := "nothing in the report says it"
		if elsewhere >= 0 {
			says = "the report says it at " + w.said[elsewhere].at + ", so that its order is another, and not"
		}
		w.mismatch(first.number, "the text as received has %q%s, and %s between %s and %s",
			first.text(), more(a, "line"), says, place(w.said, w.j-1), place(w.said, w.j))
	}
	if b > 0 {
		first, at := w.said[w.j], lastLine(w.lines)
		if w.i+a < len(w.lines) {
			at = w.lines[w.i+a].number
		}
		elsewhere := slices.IndexFunc(w.lines, func(l line) bool { return l.text() == first.text() })
		says := "the text as received does not have it here"
		if elsewhere >= 0 {
			says += fmt.Sprintf(", but in line %d", w.lines[elsewhere].number)
		}
		w.mismatch(at, "the report has %q at %s%s, and %s", first.text(), first.at, more(b, "place"), says)
	}
	w.i, w.j = w.i+a, w.j+b
}

func more(n int, what string) string {
	switch n {
	case 1:
		return ""
	case 2:
		return " and one " + what + " more like this"
	}
	return fmt.Sprintf(" and %d %ss more like this", n-1, what)
}

func (w *walk) mismatch(line int, format string, args ...any) {
	w.found = append(w.found, fmt.Errorf("source.txt:%d: "+format, append([]any{line}, args...)...))
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
