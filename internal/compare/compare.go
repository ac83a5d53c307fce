// Package compare says which tables, columns and rows of two reports of one body are
// the same thing: of two years, of a budget and the final accounts of its year, of a
// department and the unit that it is itself.
//
// Tables are matched by their titles and columns by their headers (words.go), without
// what differs from report to report although the same is meant; rows by their codes,
// then by their labels under the same parent (rows.go). Nothing is matched by its
// number, and where two things could be meant neither is.
package compare

import "disclosure/internal/report"

// Pair is two things that are the same, by number from 1; 0 for the one that has no
// counterpart.
type Pair struct{ A, B int }

// Both tells whether both are there.
func (p Pair) Both() bool { return p.A > 0 && p.B > 0 }

// Side is one side of two tables, laid beside each other.
type Side struct {
	A, B    int    // sides of the tables, from 0
	Columns []Pair // of figures, in the order of the first table; those without counterpart at the end
	Rows    []Row  // in the order of both tables
}

// Row is a row of both tables, or of one.
type Row struct {
	Pair
	Renamed bool // the same code has another label
	Recoded bool // the same label under the same parent has another code
}

// Tables matches the tables of two reports by their titles.
func Tables(a, b report.Outline) []Pair {
	titles := func(o report.Outline) (all []string) {
		bare := report.BareOf(o.Front)
		for _, e := range o.Tables {
			all = append(all, bare.Words(e.Title))
		}
		return all
	}
	was, is := titles(a), titles(b)
	m := newMatching(len(was), len(is))
	m.once(func(i int) string { return was[i] }, func(j int) string { return is[j] })
	m.once(func(i int) string { return titleKey(was[i]) }, func(j int) string { return titleKey(is[j]) })
	for _, word := range tellingWords {
		m.once(func(i int) string { return has(was[i], word) }, func(j int) string { return has(is[j], word) })
	}
	var pairs []Pair
	for i, j := range m.to {
		p := Pair{A: a.Tables[i].Number}
		if j >= 0 {
			p.B = b.Tables[j].Number
		}
		pairs = append(pairs, p)
	}
	for j, taken := range m.taken {
		if !taken {
			pairs = append(pairs, Pair{B: b.Tables[j].Number})
		}
	}
	return pairs
}

// Tables of two reports with the words of each that count.
type tables struct {
	a, b         *report.Table
	bareA, bareB report.Bare
	yearA, yearB int // of the reports
}

// Table lays two tables beside each other, side by side. A side without counterpart is
// left out, as are columns without figures.
func Table(of, with report.Front, a, b *report.Table) []Side {
	t := tables{a, b, report.BareOf(of, a), report.BareOf(with, b), of.Year, with.Year}
	var sides []Side
	for _, p := range t.sides() {
		s := Side{A: p.A - 1, B: p.B - 1}
		s.Columns = t.columns(s)
		s.Rows = t.rows(s)
		sides = append(sides, s)
	}
	return sides
}

// sides matches the sides of both tables by their words.
func (t *tables) sides() []Pair {
	if len(t.a.Sides) <= 1 && len(t.b.Sides) <= 1 {
		return []Pair{{1, 1}}
	}
	m := newMatching(len(t.a.Sides), len(t.b.Sides))
	m.once(func(i int) string { return headKey(t.bareA.Words(t.a.Sides[i])) }, func(j int) string { return headKey(t.bareB.Words(t.b.Sides[j])) })
	var pairs []Pair
	for i, j := range m.to {
		if j >= 0 {
			pairs = append(pairs, Pair{i + 1, j + 1})
		}
	}
	return pairs
}

// columns matches the columns of figures of a side.
func (t *tables) columns(s Side) []Pair {
	a, b := figureColumns(t.a, s.A), figureColumns(t.b, s.B)
	m := newMatching(len(a), len(b))
	for _, key := range []func(head) string{head.whole, head.reduced, head.sum, head.last, head.total} {
		m.once(func(i int) string { return key(newHead(t.a.Columns[a[i]], t.bareA, t.yearA)) },
			func(j int) string { return key(newHead(t.b.Columns[b[j]], t.bareB, t.yearB)) })
	}
	if len(a) == 1 && len(b) == 1 {
		m.match(0, 0) // there is nothing else that either could be
	}
	var both, alone []Pair
	for i, j := range m.to {
		if j >= 0 {
			both = append(both, Pair{a[i] + 1, b[j] + 1})
		} else {
			alone = append(alone, Pair{A: a[i] + 1})
		}
	}
	for j, taken := range m.taken {
		if !taken {
			alone = append(alone, Pair{B: b[j] + 1})
		}
	}
	return append(both, alone...)
}

// figureColumns are the columns, from 0, of a side that state figures.
func figureColumns(t *report.Table, side int) (columns []int) {
	for j, c := range t.Columns {
		if c.Side != side || !c.Role.States() {
			continue
		}
		for _, row := range t.Rows {
			if row.Cells[j].Text != "" {
				columns = append(columns, j)
				break
			}
		}
	}
	return columns
}

// matching says which of one list is which of another.
type matching struct {
	to    []int // for each of the first, -1 for none
	taken []bool
}

func newMatching(a, b int) *matching {
	m := &matching{make([]int, a), make([]bool, b)}
	for i := range m.to {
		m.to[i] = -1
	}
	return m
}

func (m *matching) match(i, j int) {
	if m.to[i] < 0 && !m.taken[j] {
		m.to[i], m.taken[j] = j, true
	}
}

// once matches those without counterpart whose key, "" for none, occurs once among
// them in both lists. It tells how many.
func (m *matching) once(a, b func(int) string) (matched int) {
	there := map[string][]int{}
	for j, taken := range m.taken {
		if !taken {
			there[b(j)] = append(there[b(j)], j)
		}
	}
	here := map[string][]int{}
	for i, j := range m.to {
		if j < 0 {
			here[a(i)] = append(here[a(i)], i)
		}
	}
	delete(here, "")
	for key, i := range here {
		if j := there[key]; len(i) == 1 && len(j) == 1 {
			m.match(i[0], j[0])
			matched++
		}
	}
	return matched
}
