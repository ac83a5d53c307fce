package source

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// readRows gives the cells of a grid the meaning of their columns: levels to
// labels, values to figures.
func (f *folder) readRows(name string, g grid, t *report.Table) {
	outlines := map[int]*outline{} // by side
	for _, c := range t.Columns {
		if outlines[c.Side] == nil {
			outlines[c.Side] = newOutline(t.Columns, c.Side)
		}
	}
	for _, from := range g.rows {
		row := report.Row{Cells: make([]report.Cell, len(t.Columns))}
		for j, text := range from.cells {
			column, follow := t.Columns[j], outlines[t.Columns[j].Side]
			cell := &row.Cells[j]
			cell.Text = text
			if text == "" {
				continue
			}
			if column.Role == report.Label {
				cell.Text = strings.TrimLeft(text, " ")
				cell.Level = f.level(name, from.line, j, text, follow)
				continue
			}
			if strings.HasPrefix(text, " ") {
				f.fail(name, from.line, "cell %d %q is indented, but column %d holds no labels: remove the spaces, or list the column under labels", j+1, text, j+1)
				continue
			}
			cell.Value = report.ParseCell(column.Role, text)
		}
		t.Rows = append(t.Rows, row)
	}
	g.derivedLevels(t)
}

// derivedLevels gives a label the level of the code beside it or in it: one below the
// nearest code above that it begins with, and below a row whose keys those after it have
// besides their own, such as a body with its items; on a side without codes that of its number:
// （一） one below 一、. A column of labels that the file indents keeps its levels.
func (g grid) derivedLevels(t *report.Table) {
	for side := range max(1, len(t.Sides)) {
		label := -1 // the last label column of the side, whose rows the codes number
		for j, c := range t.Columns {
			if c.Side == side && c.Role == report.Label {
				label = j
			}
		}
		indented := func(row gridRow) bool { return strings.HasPrefix(row.cells[label], " ") }
		if label < 0 || slices.ContainsFunc(g.rows, indented) {
			continue
		}
		var open []string
		parts, all := t.CodeParts(side), t.Codes(side)
		if !slices.ContainsFunc(all, func(codes []string) bool { return len(codes) > 0 }) {
			levelsFromNumbers(t, label)
			continue
		}
		var head []string // keys of the row that the following ones stand under: a body's
		parted := 0       // the row below those that are parts of one with their own codes
		for i, codes := range all {
			cell := &t.Rows[i].Cells[label]
			if i < parted {
				continue
			}
			if len(codes) == 0 && cell.Text == "" {
				continue // more of the row above, or nothing
			}
			if len(codes) == 0 || cell.Text == "" {
				open, head = nil, nil
				continue
			}
			if i+1 < len(all) && among(codes, all[i+1]) && !among(codes, head) {
				open, head = nil, codes
				continue
			}
			if !among(head, codes) {
				head = nil
			}
			base := min(len(head), 1)
			if own := slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return slices.Contains(head, code) }); len(own) > 0 {
				codes = own // a row may repeat the keys of the one that it stands under
			}
			for len(open) > 0 && (open[len(open)-1] == codes[0] || !strings.HasPrefix(codes[0], open[len(open)-1])) {
				open = open[:len(open)-1]
			}
			// A misprinted class does not make an item a class of its own.
			if level := depth(parts, i); len(open) == 0 && level > 0 && i > 0 {
				cell.Level = min(level, t.Rows[i-1].Cells[label].Level+1)
				continue
			}
			cell.Level = base + len(open)
			open = append(open, codes[0])
			parted = partsEnd(t, label, all, i)
			for k := i + 1; k < parted; k++ {
				t.Rows[k].Cells[label].Level = cell.Level + 1
			}
		}
	}
}

// partsEnd is the row below those that list what row i is made of under its own codes, as
// projects under the item that pays for them: they follow it with the same codes and other
// labels, and each of its amounts is the sum of theirs. It is i+1 where there are none.
func partsEnd(t *report.Table, label int, codes [][]string, i int) int {
	end := i + 1
	for end < len(codes) && slices.Equal(codes[end], codes[i]) {
		end++
	}
	own := t.Rows[i].Cells
	stated := false
	for j, c := range t.Columns {
		if c.Side != t.Columns[label].Side || c.Role != report.Amount {
			continue
		}
		sum := decimal.Decimal{}
		for _, row := range t.Rows[i+1 : end] {
			if name := row.Cells[label].Text; name == "" || name == own[label].Text {
				return i + 1
			}
			sum = sum.Add(row.Cells[j].Value.Decimal)
		}
		if !sum.Equal(own[j].Value.Decimal) {
			return i + 1
		}
		stated = stated || !sum.IsZero()
	}
	if !stated {
		return i + 1
	}
	return end
}

// among tells whether keys are some of others, and not all of them.
func among(keys, others []string) bool {
	return len(keys) < len(others) && !slices.ContainsFunc(keys, func(key string) bool { return !slices.Contains(others, key) })
}

// levelsFromNumbers gives the labels in a column the levels of their numbers. A label
// without one is at the top.
func levelsFromNumbers(t *report.Table, label int) {
	var open []int
	for i := range t.Rows {
		cell := &t.Rows[i].Cells[label]
		way := report.Numbering(cell.Text)
		if cell.Text == "" {
			continue
		}
		for len(open) > 0 && (way < 0 || open[len(open)-1] >= way) {
			open = open[:len(open)-1]
		}
		if cell.Level = len(open); way >= 0 {
			open = append(open, way)
		}
	}
}

// depth is how many parts of a divided code stand below its class, where the class is
// no class of the classification, which has three digits; 0 elsewhere.
func depth(parts [][]string, i int) int {
	if parts == nil || len(parts[i]) == 0 || len(parts[i][0]) == 3 {
		return 0
	}
	return len(parts[i]) - 1
}

// level reads the level of a label from its indentation.
func (f *folder) level(name string, line, j int, text string, follow *outline) int {
	indent := len(text) - len(strings.TrimLeft(text, " "))
	if indent%2 != 0 {
		f.fail(name, line, "label %q is indented by %d spaces: indent two a level", text, indent)
		indent++ // most likely one was lost; what follows is checked against that
	}
	level := indent / 2
	label := strings.TrimLeft(text, " ")
	if deepest := follow.depth(j); !follow.enter(j, level, label) {
		f.fail(name, line, "label %q is at level %d, but here %d is the deepest that can be: levels go down one at a time and begin at 0 under each new label to the left; correct the indentation", label, level, deepest)
		follow.enter(j, deepest, label)
	}
	return level
}
