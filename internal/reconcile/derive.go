package reconcile

import (
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// derive finds the relations that follow from the structure of a report.
func derive(r *reading, names *names) []relation {
	var found []relation
	for n := range r.Tables {
		d := &deriver{r: r, t: &r.Tables[n], number: n + 1, names: names, places: r.Tables[n].Places(), seen: map[[2]int]bool{}}
		d.rowTotals()
		d.trees()
		d.columnTotals()
		found = append(found, nameApart(d.found)...)
	}
	found = append(found, formSums(r, names)...)
	found = append(found, contents(r.Report, names)...)
	apart(found)
	return found
}

// deriver finds the relations inside one table.
type deriver struct {
	r      *reading
	t      *report.Table
	number int
	names  *names
	places [][]report.RowPlace
	found  []labelled
	seen   map[[2]int]bool // totals of rows, by row and column
}

// add notes that the parts add up to the total, where anything is printed.
func (d *deriver) add(kind string, pattern finding.Pattern, row, column int, parts []*figure) {
	total := d.r.cell(d.number, row, column)
	printed := total.read(d.r).value != nil
	for _, p := range parts {
		printed = printed || p.read(d.r).value != nil
	}
	if !printed || len(parts) == 0 {
		return // nothing is stated, so nothing is said to hold
	}
	side := d.t.Columns[column-1].Side
	short, long := d.names.row(d.t, row, side, d.places[row-1][side])
	name := "." + d.names.column(d.t.Columns[column-1])
	d.found = append(d.found, labelled{
		relation: relation{
			family: finding.Within, says: finding.Statement{Pattern: pattern}, file: tableFile(d.number), line: row,
			rule: equal(roundedSum(d.r, parts, total), of(total)),
		},
		prefix: d.names.table[d.number-1] + "." + kind + ".", short: short + name, long: long + name,
	})
}

// amounts lists the columns of amounts of a side, from 1.
func (d *deriver) amounts(side int) []int {
	var columns []int
	for j, c := range d.t.Columns {
		if c.Role == report.Amount && c.Side == side {
			columns = append(columns, j+1)
		}
	}
	return columns
}

// rowTotals follows the rows that are declared to be the sum of others.
func (d *deriver) rowTotals() {
	for _, total := range d.t.RowTotals {
		side := d.t.Columns[total.Column-1].Side
		if d.sumsLists(total.Of, side) {
			continue
		}
		for _, j := range d.amounts(side) {
			d.seen[[2]int{total.Of, j}] = true
			d.add("totals", finding.SumOfListed, total.Of, j, d.down(total.Parts, j))
		}
	}
}

// sumsLists follows a row that is the sum of all lists under one head, 公用经费合计 below
// two lists of 公用经费: its name stands on one of them, its figures may stand on the
// next. It tells whether the row is one.
func (d *deriver) sumsLists(row, side int) bool {
	first, end := side, side+1
	for d.t.Continues(first) {
		first--
	}
	for d.t.Continues(end) {
		end++
	}
	head := slices.IndexFunc(d.t.Columns, func(c report.Column) bool { return c.Side == first })
	own := d.places[row-1][side]
	if end-first < 2 || !slices.ContainsFunc(slices.Concat(own.Path, own.Codes), func(name string) bool {
		return strings.HasPrefix(key(name), key(d.t.Columns[head].Path[0]))
	}) {
		return false
	}
	for k := range d.amounts(first) {
		at := 0
		var parts []*figure
		for list := first; list < end; list++ {
			columns := d.amounts(list)
			if k >= len(columns) {
				return true
			}
			d.seen[[2]int{row, columns[k]}] = true
			for i, p := range d.places {
				if p := p[list]; i+1 != row && p.Column > 0 && len(p.Path) == 1 && d.t.Columns[p.Column-1].Side == list && !d.totals(i+1, list) {
					parts = append(parts, d.r.cell(d.number, i+1, columns[k]))
				}
			}
			if same := d.places[row-1][list]; slices.Equal(same.Path, own.Path) && slices.Equal(same.Codes, own.Codes) && d.t.Rows[row-1].Cells[columns[k]-1].Text != "" {
				at = columns[k]
			}
		}
		if at > 0 {
			d.add("totals", finding.SumOfListed, row, at, parts)
		}
	}
	return true
}

// totals tells whether a row of a side is the sum of others.
func (d *deriver) totals(row, side int) bool {
	return slices.ContainsFunc(d.t.RowTotals, func(t report.Total) bool {
		return t.Of == row && d.t.Columns[t.Column-1].Side == side
	})
}

// trees follows the trees of labels: each row is the sum of those right below
// it.
func (d *deriver) trees() {
	for side := range max(1, len(d.t.Sides)) {
		below := d.children(side)
		for i := range d.t.Rows {
			rows := below[i]
			if len(rows) == 0 || slices.ContainsFunc(rows, func(row int) bool { return isOfWhich(ownLabel(d.t, row, side)) }) {
				continue // what is listed of which is not all
			}
			for _, j := range d.amounts(side) {
				if !d.t.Rows[i].Cells[j-1].Value.Valid {
					continue // the row is a heading, and has no sum: a blank or a dash
				}
				if !slices.ContainsFunc(rows, func(row int) bool { c := d.t.Rows[row-1].Cells[j-1]; return c.Value.Valid || c.Text == "" }) {
					continue // and dashes below it, that they have no figures
				}
				if !d.seen[[2]int{i + 1, j}] {
					d.add("rows", finding.SumOfBelow, i+1, j, d.down(rows, j))
				}
			}
		}
	}
}

// children returns for each row (from 0) the rows (from 1) right below it. A
// row stands below the one whose labels are its own but the last; where several
// rows have these labels, as when a unit has one for each year, below the one
// with the same keys. A row that stands apart from the one that its code is below is
// among those right below that.
func (d *deriver) children(side int) [][]int {
	places := d.places
	below := make([][]int, len(places))
	apart := d.t.Apart(side)
	for i := range places {
		own := places[i][side]
		if parent := apart[i]; parent > 0 {
			below[parent-1] = append(below[parent-1], i+1)
			continue
		}
		if own.Column == 0 || len(own.Path) < 2 {
			continue
		}
		above := own.Path[:len(own.Path)-1]
		parents := []int{}
		for k := range places[:i] {
			if p := places[k][side]; p.Column > 0 && slices.Equal(p.Path, above) {
				parents = append(parents, k)
			}
		}
		if len(parents) > 1 {
			parents = slices.DeleteFunc(parents, func(k int) bool { return !slices.Equal(places[k][side].Codes, own.Codes) })
		}
		if len(parents) > 0 {
			parent := parents[len(parents)-1]
			below[parent] = append(below[parent], i+1)
		}
	}
	return below
}

// isOfWhich tells a label of a part that is listed without the rest.
func isOfWhich(label string) bool { return strings.HasPrefix(label, "其中") }

// columnTotals follows the columns that are declared to be the sum of others.
func (d *deriver) columnTotals() {
	for _, total := range d.t.ColumnTotals {
		for i := range d.t.Rows {
			var parts []*figure
			for _, j := range total.Parts {
				parts = append(parts, d.r.cell(d.number, i+1, j))
			}
			d.add("columns", finding.SumOfRow, i+1, total.Of, parts)
		}
	}
}

// down lists the cells of some rows in a column.
func (d *deriver) down(rows []int, column int) []*figure {
	var figures []*figure
	for _, row := range rows {
		figures = append(figures, d.r.cell(d.number, row, column))
	}
	return figures
}

// labelled is a relation whose key follows from labels.
type labelled struct {
	relation
	prefix, short, long string
}

// nameApart gives relations their keys: the short name, and where several share
// it, the long one for each of them.
func nameApart(found []labelled) []relation {
	count := map[string]int{}
	for _, n := range found {
		count[n.prefix+n.short]++
	}
	var relations []relation
	for _, n := range found {
		name := n.short
		if count[n.prefix+n.short] > 1 {
			name = n.long
		}
		n.relation.key = n.prefix + name
		relations = append(relations, n.relation)
	}
	return relations
}

// key makes a label part of a key: white space and the width of brackets do not
// count.
func key(label string) string { return report.Fold(label) }
