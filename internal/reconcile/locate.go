package reconcile

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// locate gives relations that are not declared the file and line that they
// follow from: in a table the row that holds their total, whose number is their
// line until then; else the line with the text that they are about.
func locate(relations []relation, fsys fs.FS, dir string) {
	lines := map[string][]int{}   // of the rows of each file, the header first
	texts := map[string]*string{} // of each file, nil for one that cannot be read
	for i := range relations {
		rel := &relations[i]
		rel.file = path.Join(dir, rel.file)
		if path.Ext(rel.file) != ".csv" {
			if _, ok := texts[rel.file]; !ok {
				texts[rel.file] = nil
				if content, err := fs.ReadFile(fsys, rel.file); err == nil {
					text := string(content)
					texts[rel.file] = &text
				}
			}
			rel.line = lineOf(texts[rel.file], rel.seek)
			continue
		}
		if _, ok := lines[rel.file]; !ok {
			lines[rel.file] = rowLines(fsys, rel.file)
		}
		if all := lines[rel.file]; rel.line < len(all) {
			rel.line = all[rel.line]
		}
	}
}

// rowLines returns the lines that hold a row; cells have no line breaks, and
// blank lines hold none.
func rowLines(fsys fs.FS, name string) []int {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil
	}
	var lines []int
	for i, line := range strings.Split(string(text), "\n") {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// lineOf returns the first line of a file that has a text in quotes, 1 where none has,
// or there is no file.
func lineOf(content *string, text string) int {
	if content == nil || text == "" {
		return 1
	}
	before, _, found := strings.Cut(*content, `"`+text+`"`)
	if !found {
		return 1
	}
	return strings.Count(before, "\n") + 1
}

func tableFile(number int) string { return fmt.Sprintf("tables/%02d.csv", number) }
