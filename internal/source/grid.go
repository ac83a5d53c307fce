package source

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode"

	"disclosure/internal/report"
)

// grid is a CSV file of a table: one header path a column, and rows of as many
// cells.
type grid struct {
	header []string // a header path each
	rows   []gridRow
}

// gridRow is a body row: its line in the file, and its cells with the
// indentation that gives a label its level.
type gridRow struct {
	line  int
	cells []string
}

// readGrid reads the form of a CSV file; what its cells mean is decided by its
// entry in tables.toml.
func (f *folder) readGrid(name string) (g grid, ok bool) {
	text, ok := f.edited(name)
	if !ok {
		return grid{}, false
	}
	return f.parseGrid(name, text)
}

func (f *folder) parseGrid(name, text string) (g grid, ok bool) {
	before := f.failed
	reader := csv.NewReader(strings.NewReader(text))
	reader.FieldsPerRecord = -1 // widths are compared below, with a remedy
	for first := true; ; first = false {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line := 1
			var wrong *csv.ParseError
			if errors.As(err, &wrong) {
				line = wrong.Line
			}
			f.fail(name, line, "a quote stands wrongly: put the whole cell in double quotes, and double each quote inside it")
			return grid{}, false
		}
		line, _ := reader.FieldPos(0)
		if first {
			g.header = f.parseHeader(name, line, record)
			continue
		}
		if len(record) != len(g.header) {
			f.fail(name, line, "the row has %d cells and the header %d: add or remove commas", len(record), len(g.header))
			continue
		}
		f.checkCells(name, reader, record)
		g.rows = append(g.rows, gridRow{line, record})
	}
	if len(g.rows) > mostRows {
		f.fail(name, g.rows[mostRows].line, "the table has %d rows from here on, after %d, which is all that a table may have: write it as several tables", len(g.rows)-mostRows, mostRows)
	}
	if g.header == nil {
		f.fail(name, 1, "is empty: begin with a line of header paths")
	}
	return g, f.failed == before
}

// parseHeader splits the header paths and refuses those that cannot be told
// apart.
func (f *folder) parseHeader(name string, line int, record []string) []string {
	seen := map[string]bool{}
	for j, cell := range record {
		path, _ := report.ParseHeaderPath(cell)
		for _, word := range path {
			if word == "" || word != strings.TrimFunc(word, unicode.IsSpace) || strings.ContainsAny(word, "\n\t") {
				f.fail(name, line, "header path %q of column %d has a blank word, or white space around one: write words joined by /", cell, j+1)
				break
			}
		}
		if seen[cell] {
			f.fail(name, line, "header path %q is there twice: write #2 behind the word that stands in a second cell, such as %s#2", cell, cell)
		}
		seen[cell] = true
	}
	return record
}

// checkCells checks what holds for the cells of every column.
func (f *folder) checkCells(name string, reader *csv.Reader, record []string) {
	blank := true
	for j, cell := range record {
		line, _ := reader.FieldPos(j)
		blank = blank && cell == ""
		label := strings.TrimLeft(cell, " ") // a label may be indented; see level
		switch {
		case strings.Contains(cell, "\n"):
			f.fail(name, line, "cell %d has a line break: write it on one line", j+1)
		case strings.Contains(cell, "\t"):
			f.fail(name, line, "cell %d has a tab: write a space, or remove it", j+1)
		case cell != "" && label == "":
			f.fail(name, line, "cell %d holds nothing but spaces: leave it blank", j+1)
		case label != strings.TrimFunc(label, unicode.IsSpace):
			f.fail(name, line, "cell %d %q begins or ends with white space: remove it, and indent labels with two plain spaces a level", j+1, cell)
		}
	}
	if blank {
		line, _ := reader.FieldPos(0)
		f.fail(name, line, "the row has nothing in it: remove it")
	}
}
