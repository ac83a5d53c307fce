package report_test

import (
	"strings"
	"testing"

	"disclosure/internal/report"
)

// FuzzHeader derives the header of any paths, one a line, and lays its cells
// out as a browser does: they fill their rectangle, none lies on another, and
// down every column stands the path of its leaf.
func FuzzHeader(f *testing.F) {
	f.Add("项目\n收入/合计\n收入/财政拨款/小计\n收入/财政拨款/基金\n备注")
	f.Add("a/b\na\na/b\na/c/d\na/c")
	f.Add("/\n//\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		if len(lines) > 60 || strings.Count(text, "/") > 60 {
			return
		}
		table := tableOf(lines...)
		header := table.Header()
		laid := make([][]string, len(header)) // the words that stand in each row, by column
		for i := range laid {
			laid[i] = make([]string, len(lines))
		}
		const below = "\n" // where a cell reaches down, which no word holds
		filled := 0
		leaves := map[int]bool{}
		for i, row := range header {
			for _, c := range row {
				if c.Rowspan < 1 || c.Colspan < 1 || i+c.Rowspan > len(header) || c.First < 1 || c.First-1+c.Colspan > len(lines) {
					t.Fatalf("%q: row %d: got cell %+v outside of the header", lines, i+1, c)
				}
				for y := i; y < i+c.Rowspan; y++ {
					for x := c.First - 1; x < c.First-1+c.Colspan; x++ {
						if laid[y][x] != "" {
							t.Fatalf("%q: row %d: got cell %+v on top of another", lines, i+1, c)
						}
						laid[y][x] = "/" + c.Text
						if y > i {
							laid[y][x] = below
						}
						filled++
					}
				}
				if c.Leaf && (leaves[c.First] || c.Colspan != 1 || i+c.Rowspan != len(header)) {
					t.Fatalf("%q: got leaf %+v, want one a column, down to the body", lines, c)
				}
				leaves[c.First] = leaves[c.First] || c.Leaf
			}
		}
		if filled != len(header)*len(lines) {
			t.Fatalf("%q: got %d places filled of %d", lines, filled, len(header)*len(lines))
		}
		for x, line := range lines {
			path := ""
			for y := range laid {
				path += strings.TrimSuffix(laid[y][x], below)
			}
			if path != "/"+line || !leaves[x+1] {
				t.Fatalf("column %d: got path %q, want %q", x+1, path, "/"+line)
			}
		}
	})
}

// FuzzPlaces finds the places of rows with any labels at any levels: a path
// ends with the row's own label and goes on from that of a row above.
func FuzzPlaces(f *testing.F) {
	f.Add("\x00\x10\x20\x11\x05\x00")
	f.Fuzz(func(t *testing.T, shape string) {
		table := tableOf("单位", "编码", "科目", "金额")
		table.Columns[0].Role, table.Columns[1].Role, table.Columns[2].Role = report.Label, report.Code, report.Label
		for _, b := range []byte(shape) {
			row := report.Row{Cells: make([]report.Cell, 4)}
			row.Cells[int(b)%4] = report.Cell{Text: string('一' + rune(b%8)), Level: int(b >> 4)}
			table.Rows = append(table.Rows, row)
		}
		for i, sides := range table.Places() {
			p := sides[0]
			if len(sides) != 1 || (p.Column > 0) != (len(p.Path) > 0) {
				t.Fatalf("row %d: got places %+v", i+1, sides)
			}
			if p.Column > 0 && p.Path[len(p.Path)-1] != table.Rows[i].Cells[p.Column-1].Text {
				t.Fatalf("row %d: got path %q, want it to end with the row's own label", i+1, p.Path)
			}
		}
	})
}
