// Package compare says which tables, columns and rows of two reports of one body are
// the same thing: of two years, of a budget and the final accounts of its year, of a
// department and the unit that it is itself.
//
// Tables are matched by their titles and columns by their headers (words.go), without
// what differs from report to report although the same is meant; rows by their codes,
// then by their labels under the same parent (rows.go). Nothing is matched by its
// number, and where two things could be meant neither is.
package compare

import (
	"slices"
	"strings"

	"disclosure/internal/report"
)

// Pair is two things that are the same, by number from 1; 0 for the one that has no
// counterpart.
type Pair struct{ A, B int }

// Both tells whether both are there.
func (p Pair) Both() bool { return p.A > 0 && p.B > 0 }

// Side is one side of two tables, laid beside each other, or one that a table has alone.
type Side struct {
	A, B    []int  // sides of the tables, from 0: several where a list goes on beside itself
	Columns []Pair // of figures on the first of the sides, in the order of the first table; those without counterpart at the end
	Rows    []Row  // in the order of both tables
}

// Row is a row of both tables, or of one.
type Row struct {
	Pair
	SideA, SideB int  // the sides that it stands on
	Renamed      bool // the same code has another label
	Recoded      bool // the same label under the same parent has another code
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
	against := func(i, j int) bool { return contradict(was[i], is[j]) }
	m.onceUnless(against, func(i int) string { return titleKey(was[i]) }, func(j int) string { return titleKey(is[j]) })
	for _, word := range tellingWords {
		telling := func(title string) bool { return strings.Contains(title, word) }
		i, j := only(was, telling), only(is, telling)
		if i >= 0 && j >= 0 && !against(i, j) {
			m.match(i, j)
		}
	}
	var pairs []Pair
	for i, j := range m.to {
		p := Pair{A: a.Tables[i].Number}
		if j >= 0 {
			p.B = b.Tables[j].Number
		}
		pairs = append(pairs, p)
	}
	for j, i := range m.from {
		if i == alone {
			pairs = append(pairs, Pair{B: b.Tables[j].Number})
		}
	}
	return pairs
}

// Tables of two reports with the words of each that count.
type tables struct {
	a, b         *report.Table
	bareA, bareB report.Bare
	ofA, ofB     report.Key
}

func newTables(of, with report.Front, a, b *report.Table) *tables {
	return &tables{a, b, report.BareOf(of, a), report.BareOf(with, b), of.Key, with.Key}
}

// Table lays two tables beside each other, side by side; a side that one of them has
// alone has no columns and rows. Columns without figures in both are left out.
func Table(of, with report.Front, a, b *report.Table) []Side {
	t := newTables(of, with, a, b)
	sides := t.sides()
	for k, s := range sides {
		if s.Both() {
			sides[k].Columns, sides[k].Rows = t.columns(s), t.rows(s)
		}
	}
	return sides
}

// Both tells whether both tables have the side.
func (s Side) Both() bool { return len(s.A) > 0 && len(s.B) > 0 }

// sides matches the sides of both tables by their words.
func (t *tables) sides() (sides []Side) {
	a, wordsA := sidesOf(t.a, t.bareA)
	b, wordsB := sidesOf(t.b, t.bareB)
	m := newMatching(len(a), len(b))
	m.once(func(i int) string { return wordsA[i] }, func(j int) string { return wordsB[j] })
	m.once(func(i int) string { return direction(wordsA[i]) }, func(j int) string { return direction(wordsB[j]) })
	if len(a) == 1 && len(b) == 1 {
		m.match(0, 0)
	}
	for i, j := range m.to {
		s := Side{A: a[i]}
		if j >= 0 {
			s.B = b[j]
		}
		sides = append(sides, s)
	}
	for j, i := range m.from {
		if i == alone {
			sides = append(sides, Side{B: b[j]})
		}
	}
	return sides
}

// sidesOf are the sides of a table with their words. Sides of the same words are one
// list that goes on beside itself.
func sidesOf(t *report.Table, bare report.Bare) (sides [][]int, words []string) {
	if len(t.Sides) == 0 {
		return [][]int{{0}}, []string{""}
	}
	for k, title := range t.Sides {
		key := headKey(bare.Words(title))
		at := slices.Index(words, key)
		if at < 0 {
			at, sides, words = len(words), append(sides, nil), append(words, key)
		}
		sides[at] = append(sides[at], k)
	}
	return sides, words
}

// columns matches the columns of figures of a side. What is blank in both is left out,
// once it has been matched.
func (t *tables) columns(s Side) []Pair {
	carriedOut := t.ofA.FinalAccounts() != t.ofB.FinalAccounts()
	a, headsA := figureColumns(t.a, s.A[0]), []head(nil)
	for _, column := range a {
		headsA = append(headsA, newHead(t.a.Columns[column], t.bareA, t.ofA, carriedOut))
	}
	b, headsB := figureColumns(t.b, s.B[0]), []head(nil)
	for _, column := range b {
		headsB = append(headsB, newHead(t.b.Columns[column], t.bareB, t.ofB, carriedOut))
	}
	m := newMatching(len(a), len(b))
	against := func(i, j int) bool { return headsA[i].contradicts(headsB[j]) }
	for _, key := range []func(head) string{head.whole, head.reduced, head.sum} {
		m.onceUnless(against, func(i int) string { return key(headsA[i]) }, func(j int) string { return key(headsB[j]) })
	}
	for i := range headsA {
		j := only(headsB, headsA[i].like)
		if j >= 0 && only(headsA, headsB[j].like) == i {
			m.match(i, j)
		}
	}
	m.onceUnless(against, func(i int) string { return headsA[i].total(len(a)) }, func(j int) string { return headsB[j].total(len(b)) })
	var both, without []Pair
	for i, j := range m.to {
		stated := states(t.a, s.A, a[i])
		switch {
		case j >= 0 && (stated || states(t.b, s.B, b[j])):
			both = append(both, Pair{a[i] + 1, b[j] + 1})
		case j < 0 && stated:
			without = append(without, Pair{A: a[i] + 1})
		}
	}
	for j, i := range m.from {
		if i == alone && states(t.b, s.B, b[j]) {
			without = append(without, Pair{B: b[j] + 1})
		}
	}
	return append(both, without...)
}

// figureColumns are the columns, from 0, of a side that may state figures.
func figureColumns(t *report.Table, side int) (columns []int) {
	for j, c := range t.Columns {
		if c.Side == side && c.Role.States() {
			columns = append(columns, j)
		}
	}
	return columns
}

// states tells whether column j, from 0, says anything, on any of these sides.
func states(t *report.Table, sides []int, j int) bool {
	for _, side := range sides {
		at := Beside(t, j+1, side)
		for _, row := range t.Rows {
			if at > 0 && row.Cells[at-1].Text != "" {
				return true
			}
		}
	}
	return false
}

// Beside is the column, from 1, that stands on a side of a table where this one stands
// on its own; 0 for none. It is for lists that go on beside themselves.
func Beside(t *report.Table, column, side int) int {
	own := t.Columns[column-1].Side
	if own == side {
		return column
	}
	nth := 0
	for j, c := range t.Columns {
		if c.Side == own && j < column {
			nth++
		}
	}
	for j, c := range t.Columns {
		if c.Side == side {
			if nth--; nth == 0 {
				return j + 1
			}
		}
	}
	return 0
}

// matching says which of one list is which of another, by index from 0.
type matching struct{ to, from []int }

// What has no counterpart, and what is to have none because it says nothing.
const alone, skipped = -1, -2

func newMatching(a, b int) *matching {
	return &matching{slices.Repeat([]int{alone}, a), slices.Repeat([]int{alone}, b)}
}

func (m *matching) match(i, j int) {
	if m.to[i] == alone && m.from[j] == alone {
		m.to[i], m.from[j] = j, i
	}
}

// once matches those without counterpart whose key, "" for none, occurs once in both
// lists. It tells how many.
func (m *matching) once(a, b func(int) string) (matched int) {
	return m.onceUnless(func(int, int) bool { return false }, a, b)
}

// onceUnless is once, without those that something speaks against.
func (m *matching) onceUnless(against func(i, j int) bool, a, b func(int) string) (matched int) {
	here, there := byKey(m.to, a), byKey(m.from, b)
	for key, i := range here {
		if j := there[key]; len(i) == 1 && len(j) == 1 && m.to[i[0]] == alone && m.from[j[0]] == alone && !against(i[0], j[0]) {
			m.match(i[0], j[0])
			matched++
		}
	}
	return matched
}

// byKey are the entries of a list that say something, by their keys.
func byKey(list []int, key func(int) string) map[string][]int {
	found := map[string][]int{}
	for i, other := range list {
		if k := key(i); other != skipped && k != "" {
			found[k] = append(found[k], i)
		}
	}
	return found
}

// only is the one of a list that is so, -1 where none or several are.
func only[T any](all []T, is func(T) bool) int {
	found := -1
	for k, one := range all {
		if !is(one) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = k
	}
	return found
}
