package original

import (
	"math"
	"slices"
)

// near is how far apart line ends may be that meet, in points.
const near = 3

// covers is the part of a border that a line must cover to divide two cells.
const covers = .6

// lattice is the ruling lines of one table: places of its columns and rows, and
// the areas that the lines leave between them.
type lattice struct {
	xs, ys []float64
	areas  []area
}

// area is a cell by the places of the lattice: columns left to right, rows top
// to bottom, the ends not counted in.
type area struct{ left, right, top, bottom int }

func (l *lattice) box() Box {
	return Box{l.xs[0], l.ys[0], l.xs[len(l.xs)-1], l.ys[len(l.ys)-1]}
}

func (l *lattice) areaBox(a area) Box {
	return Box{l.xs[a.left], l.ys[a.top], l.xs[a.right], l.ys[a.bottom]}
}

// levelLines counts the most level lines of one width that no upright line meets: a
// table of which nothing says where its columns are.
func levelLines(rules []rule) int {
	counts := map[[2]int]int{}
	most := 0
	for _, r := range merged(rules) {
		if r.vertical || r.to-r.from < 100 || slices.ContainsFunc(rules, func(v rule) bool { return v.vertical && v.meets(r) }) {
			continue
		}
		at := [2]int{int(r.from) / near, int(r.to) / near}
		counts[at]++
		most = max(most, counts[at])
	}
	return most
}

// lattices finds the tables of a page, from top to bottom.
func lattices(rules []rule) []*lattice {
	rules = merged(rules)
	group := make([]int, len(rules))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, a := range rules {
		for j := range i {
			if a.meets(rules[j]) {
				group[root(i)] = root(j)
			}
		}
	}
	tables := map[int][]rule{}
	for i := range rules {
		tables[root(i)] = append(tables[root(i)], rules[i])
	}
	var found []*lattice
	for _, table := range tables {
		if l := newLattice(table); l != nil {
			found = append(found, l)
		}
	}
	slices.SortFunc(found, func(a, b *lattice) int { return compare(a.ys[0], b.ys[0]) })
	return found
}

// merged makes one rule of those that go on from one another.
func merged(rules []rule) []rule {
	sorted := slices.Clone(rules)
	slices.SortFunc(sorted, func(a, b rule) int {
		switch {
		case a.vertical != b.vertical && a.vertical:
			return 1
		case a.vertical != b.vertical:
			return -1
		}
		return compare(a.at, b.at)
	})
	var found []rule
	for start := 0; start < len(sorted); {
		end := start + 1
		for end < len(sorted) && sorted[end].vertical == sorted[start].vertical && sorted[end].at-sorted[start].at < 1.5 {
			end++
		}
		beside := slices.Clone(sorted[start:end])
		slices.SortFunc(beside, func(a, b rule) int { return compare(a.from, b.from) })
		for _, r := range beside {
			if last := len(found) - 1; last >= 0 && found[last].vertical == r.vertical && math.Abs(found[last].at-r.at) < 1.5 && r.from <= found[last].to+1.5 {
				found[last].to = math.Max(found[last].to, r.to)
				continue
			}
			found = append(found, r)
		}
		start = end
	}
	return found
}

// meets tells whether two rules touch.
func (a rule) meets(b rule) bool {
	if a.vertical == b.vertical {
		return math.Abs(a.at-b.at) < near && a.from < b.to+near && b.from < a.to+near
	}
	return a.at > b.from-near && a.at < b.to+near && b.at > a.from-near && b.at < a.to+near
}

// newLattice lays out the rules of one table; nil where they make no cells
// beside or below one another.
func newLattice(rules []rule) *lattice {
	var xs, ys []float64
	for _, r := range rules {
		if r.vertical {
			xs, ys = append(xs, r.at), append(ys, r.from, r.to)
		} else {
			ys, xs = append(ys, r.at), append(xs, r.from, r.to)
		}
	}
	l := &lattice{xs: cluster(xs), ys: cluster(ys)}
	cols, rows := len(l.xs)-1, len(l.ys)-1
	if cols < 1 || rows < 1 || cols*rows < 2 || cols > maxCols || rows > 5_000 || cols*rows > 200_000 {
		return nil
	}
	right, below := borders(rules, l)
	taken := make([]bool, rows*cols)
	for top := range rows {
		for left := range cols {
			if taken[top*cols+left] {
				continue
			}
			a := area{left, left + 1, top, top + 1}
			for a.right < cols && !right[top*cols+a.right-1] && !taken[top*cols+a.right] {
				a.right++
			}
			for a.bottom < rows && open(a, below, right, taken, cols) {
				a.bottom++
			}
			for r := a.top; r < a.bottom; r++ {
				for c := a.left; c < a.right; c++ {
					taken[r*cols+c] = true
				}
			}
			l.areas = append(l.areas, a)
		}
	}
	if len(l.areas) < 2 {
		return nil
	}
	return l
}

// open tells whether an area goes on over the whole of its lower edge.
func open(a area, below, right, taken []bool, cols int) bool {
	for c := a.left; c < a.right; c++ {
		if below[(a.bottom-1)*cols+c] || taken[a.bottom*cols+c] {
			return false
		}
		if c+1 < a.right && right[a.bottom*cols+c] {
			return false
		}
	}
	return true
}

// borders tells for each smallest cell whether a line divides it from the one to
// its right, and from the one below.
func borders(rules []rule, l *lattice) (right, below []bool) {
	cols, rows := len(l.xs)-1, len(l.ys)-1
	across, down := make([]float64, rows*cols), make([]float64, rows*cols)
	for _, r := range rules {
		if r.vertical {
			c := nearest(l.xs, r.at) - 1
			if c < 0 || c >= cols {
				continue
			}
			for row := range rows {
				across[row*cols+c] += overlap(r.from, r.to, l.ys[row], l.ys[row+1])
			}
		} else {
			row := nearest(l.ys, r.at) - 1
			if row < 0 || row >= rows {
				continue
			}
			for c := range cols {
				down[row*cols+c] += overlap(r.from, r.to, l.xs[c], l.xs[c+1])
			}
		}
	}
	right, below = make([]bool, rows*cols), make([]bool, rows*cols)
	for row := range rows {
		for c := range cols {
			i := row*cols + c
			right[i] = across[i] >= covers*(l.ys[row+1]-l.ys[row])
			below[i] = down[i] >= covers*(l.xs[c+1]-l.xs[c])
		}
	}
	return right, below
}

func overlap(a1, a2, b1, b2 float64) float64 {
	return math.Max(0, math.Min(a2, b2)-math.Max(a1, b1))
}

// cluster makes one place of those that lie near one another.
func cluster(values []float64) []float64 {
	slices.Sort(values)
	var found []float64
	for start := 0; start < len(values); {
		end, sum := start, 0.0
		for end < len(values) && values[end]-values[start] < near {
			sum += values[end]
			end++
		}
		found = append(found, sum/float64(end-start))
		start = end
	}
	return found
}

// nearest is the index of the place nearest to a value.
func nearest(places []float64, value float64) int {
	best := 0
	for i, p := range places {
		if math.Abs(p-value) < math.Abs(places[best]-value) {
			best = i
		}
	}
	return best
}
