package compare

import (
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// line is a row of one side of a table in the words that count.
type line struct {
	code, label string
	year        string   // in years after that of the report, "" where no key is one
	path        []string // labels from the top down to its own
	parent      int      // line above it by its labels, -1 for none
	number      int      // of the row, from 1
	side        int      // that it stands on, from 0
	shown       bool     // it says something on this side
}

// lines reads the rows of sides that are one list.
func lines(t *report.Table, sides []int, bare report.Bare, year int) (all []line) {
	places := t.Places()
	for _, side := range sides {
		for i := range t.Rows {
			all = append(all, newLine(t, i, side, places[i][side], all, bare, year))
		}
	}
	return all
}

// newLine reads row i, from 0, of a side below the lines above it.
func newLine(t *report.Table, i, side int, p report.RowPlace, all []line, bare report.Bare, year int) line {
	code, of := p.CodeAndYear()
	l := line{code: code, parent: -1, number: i + 1, side: side}
	if of != 0 {
		l.year = strconv.Itoa(of - year)
	}
	for _, label := range p.Path {
		l.path = append(l.path, bare.Label(label))
	}
	if !strings.ContainsAny(code, "0123456789") && len(l.path) == 0 { // 合计 among the codes
		l.code, l.path = "", []string{bare.Label(code)}
		code = ""
		if l.path[0] == "" {
			l.path = nil
		}
	}
	if n := len(l.path); n > 0 {
		l.label = l.path[n-1]
		for k := len(all) - 1; k >= 0; k-- {
			if above := all[k].path; len(above) == n-1 && n > 1 && samePath(above, l.path[:n-1]) {
				l.parent = k
				break
			}
		}
	}
	// A code stands under the last one above it with which it begins.
	for k := len(all) - 1; k >= 0 && code != ""; k-- {
		if above := all[k].code; above != "" && len(above) < len(code) && strings.HasPrefix(code, above) {
			l.parent = k
			break
		}
	}
	for j, c := range t.Columns {
		l.shown = l.shown || c.Side == side && t.Rows[i].Cells[j].Text != ""
	}
	return l
}

func samePath(a, b []string) bool {
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return true
}

// rows matches the rows of a side.
func (t *tables) rows(s Side) []Row {
	a, b := lines(t.a, s.A, t.bareA, t.ofA.Year), lines(t.b, s.B, t.bareB, t.ofB.Year)
	m := newMatching(len(a), len(b))
	for i := range a {
		if !a[i].shown {
			m.to[i] = skipped
		}
	}
	for j := range b {
		if !b[j].shown {
			m.from[j] = skipped
		}
	}
	m.once(func(i int) string { return a[i].coded() }, func(j int) string { return b[j].coded() })
	movedA, movedB := moved(a, b, m.to, m.from)
	against := func(i, j int) bool { return movedA[i] || movedB[j] || contradict(a[i].label, b[j].label) }
	for _, key := range []func(line) string{line.byCode, line.labelled, line.total, line.nameless} {
		m.onceUnless(against, func(i int) string { return key(a[i]) }, func(j int) string { return key(b[j]) })
	}
	// What stands under two that are the same is matched by its label; those are
	// parents in their turn.
	under := func(l line, parent string) string {
		if l.label == "" || parent == "" {
			return ""
		}
		return parent + "\n" + l.label + "\n" + l.year
	}
	for again := true; again; {
		again = m.onceUnless(against, func(i int) string {
			return under(a[i], parentOf(a[i].parent, func(p int) int { return m.to[p] }))
		}, func(j int) string {
			return under(b[j], parentOf(b[j].parent, func(p int) int {
				if m.from[p] >= 0 {
					return p
				}
				return -1
			}))
		}) > 0
	}
	return merged(a, b, m)
}

// moved are the lines of which the code says another thing than the label: a code that
// both tables have with other labels, where one of the labels stands beside it in the
// other table under a code of its own. Either could be meant.
func moved(a, b []line, to, from []int) (inA, inB []bool) {
	inA, inB = make([]bool, len(a)), make([]bool, len(b))
	parent := func(all []line, l line) string {
		if l.parent < 0 {
			return ""
		}
		return all[l.parent].code
	}
	for i := range a {
		for j := range b {
			if to[i] != -1 || from[j] != -1 || a[i].code == "" || a[i].byCode() != b[j].byCode() || a[i].label == b[j].label {
				continue
			}
			for k := range b {
				if from[k] == -1 && b[k].label == a[i].label && parent(b, b[k]) == parent(a, a[i]) {
					inA[i], inB[j], inB[k] = true, true, true
				}
			}
			for k := range a {
				if to[k] == -1 && a[k].label == b[j].label && parent(a, a[k]) == parent(b, b[j]) {
					inA[i], inB[j], inA[k] = true, true, true
				}
			}
		}
	}
	return inA, inB
}

// merged lists the rows of both tables in their order.
func merged(a, b []line, m *matching) (rows []Row) {
	next := 0 // of the first table that is not listed yet
	left := func(until int) {
		for ; next < until; next++ {
			if m.to[next] == -1 {
				rows = append(rows, Row{Pair: Pair{A: a[next].number}, SideA: a[next].side})
			}
		}
	}
	for j := range b {
		switch i := m.from[j]; {
		case i == skipped:
		case i < 0:
			for next < len(a) && (m.to[next] < 0 && before(a[next], b[j])) {
				left(next + 1)
			}
			rows = append(rows, Row{Pair: Pair{B: b[j].number}, SideB: b[j].side})
		default:
			left(i)
			rows = append(rows, Row{Pair: Pair{a[i].number, b[j].number}, SideA: a[i].side, SideB: b[j].side,
				Renamed: a[i].label != b[j].label, Recoded: a[i].code != b[j].code && a[i].code != "" && b[j].code != ""})
			next = max(next, i+1)
		}
	}
	left(len(a))
	return rows
}

// before tells whether a row that the first table alone has is listed before one that
// the second alone has: in the order of their codes, else the deeper one, which belongs
// to what was listed last.
func before(a, b line) bool {
	if a.code != "" && b.code != "" {
		return a.code <= b.code
	}
	return len(a.path) >= len(b.path)
}

// parentOf names the parent that a line has in the second table: the top of the table,
// or the line that is the same; "" for a parent without counterpart.
func parentOf(parent int, same func(int) int) string {
	if parent < 0 {
		return "top"
	}
	if p := same(parent); p >= 0 {
		return strconv.Itoa(p)
	}
	return ""
}

// coded is a row by its code, its label and all that it stands under.
func (l line) coded() string {
	if l.code == "" {
		return ""
	}
	return l.code + " " + l.year + "\n" + strings.Join(l.path, "\n")
}

// byCode is a row by its code alone.
func (l line) byCode() string {
	if l.code == "" {
		return ""
	}
	return l.code + " " + l.year
}

// labelled is a row without code by all labels that it stands under.
func (l line) labelled() string {
	if l.code != "" || len(l.path) == 0 {
		return ""
	}
	return strings.Join(l.path, "\n") + "\n" + l.year
}

// total is the row without code that sums all of its side: 支出总计, 总计.
func (l line) total() string {
	if l.code == "" && strings.HasSuffix(l.label, "总计") {
		return "总计"
	}
	return ""
}

// nameless is a row of which nothing says what it is: the only one of a table that has
// all its words in its head.
func (l line) nameless() string {
	if l.code == "" && len(l.path) == 0 {
		return "nameless"
	}
	return ""
}
