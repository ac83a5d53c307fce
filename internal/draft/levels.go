package draft

import (
	"regexp"
	"slices"
	"strings"
)

// levels gives labels the indentation that says their level, two spaces each,
// where the report itself says it: by numbers in front of them (一、, 1.), by the
// codes that the same names have in another table, or because a label is that of
// the body above it with （本级）; or where a person confirmed what the figures say.
func (d *Draft) levels(t *table) [][]string {
	rows := make([][]string, len(t.rows))
	for i := range rows {
		rows[i] = slices.Clone(t.rows[i])
	}
	depths := d.depths()
	for j := range t.columns {
		labels := make([]string, len(rows))
		for i := range rows {
			labels[i] = t.rows[i][j]
		}
		levels := byNumbers(labels)
		if j == 0 && t.levelled != nil {
			levels = t.levelled
		}
		if levels == nil && !coded(t) {
			levels = byNames(labels, depths)
		}
		if levels == nil {
			levels = byBody(labels)
		}
		for i, level := range levels {
			rows[i][j] = strings.Repeat("  ", level) + labels[i]
		}
	}
	return rows
}

// byNumbers finds the levels of labels by the kinds of number that they have; nil
// where they have none, or one kind.
func byNumbers(labels []string) []int {
	levels := make([]int, len(labels))
	var open []*regexp.Regexp // the kinds of number above
	found := false
	for i, text := range labels {
		at := slices.IndexFunc(anyNumber, func(n *regexp.Regexp) bool { return n.MatchString(text) })
		switch {
		case text == "":
			continue
		case at < 0 && len(open) > 0 && ofWhich.MatchString(text):
			levels[i] = len(open)
			continue
		case at < 0:
			open = nil
			continue
		}
		if k := slices.Index(open, anyNumber[at]); k >= 0 {
			open = open[:k]
		} else if anyNumber[at] == firstNumber {
			open = nil
		}
		levels[i] = len(open)
		found = found || len(open) > 0
		open = append(open, anyNumber[at])
	}
	if !found {
		return nil
	}
	return levels
}

// ofWhich begins the label of a part of what stands above it.
var ofWhich = regexp.MustCompile(`^其中\s*[:：]`)

var (
	firstCode = regexp.MustCompile(`^[0-9]{3}([0-9]{2}){0,2}$`)
	nextCode  = regexp.MustCompile(`^[0-9]{1,2}$`)
)

// code is the code with which a row begins, in one cell or in several, and the
// name behind it.
func code(row []string) (code, name string) {
	for j, cell := range row {
		switch {
		case code == "" && cell == "":
		case code == "" && firstCode.MatchString(cell):
			code = cell
		case code != "" && nextCode.MatchString(cell):
			code += ("0" + cell)[len(cell)-1:]
		case code != "" && cell == "":
		case code != "":
			return code, cell
		case j == 0:
		default:
			return "", ""
		}
	}
	return "", ""
}

// coded tells whether a row of a table begins with a code.
func coded(t *table) bool {
	return slices.ContainsFunc(t.rows, func(row []string) bool { c, _ := code(row); return c != "" })
}

// depths finds the levels that names have by their codes in the tables that print
// them: 201 is above 20103.
func (d *Draft) depths() map[string][]int {
	depths := map[string][]int{}
	for _, t := range d.tables() {
		for _, row := range t.rows {
			if c, name := code(row); c != "" {
				depth := (len(c) - 3) / 2
				if !slices.Contains(depths[name], depth) {
					depths[name] = append(depths[name], depth)
				}
			}
		}
	}
	return depths
}

// byNames finds the levels of labels that have codes elsewhere; nil where they are
// not of those names, or would not go down one at a time.
func byNames(labels []string, depths map[string][]int) []int {
	levels := make([]int, len(labels))
	last, found := -1, 0
	for i, text := range labels {
		if text == "" {
			continue
		}
		known := slices.Sorted(slices.Values(depths[text]))
		level := 0
		if len(known) > 0 {
			found++
			level = known[0]
			// A name that class and item share stands at the next level down.
			if k := slices.IndexFunc(known, func(l int) bool { return l > last }); k >= 0 && len(known) > 1 {
				level = known[k]
			}
		}
		if level > last+1 {
			return nil
		}
		levels[i], last = level, level
	}
	if found < 3 || slices.Max(levels) == 0 {
		return nil
	}
	return levels
}

// byBody finds a body and below it the same body （本级）; what follows is left to a
// person.
func byBody(labels []string) []int {
	levels := make([]int, len(labels))
	found := false
	for i := 1; i < len(labels); i++ {
		for above := i - 1; above >= 0 && labels[i] != ""; above-- {
			if labels[above] == "" || levels[above] > 0 {
				continue
			}
			if own := bare(labels[i]); own == bare(labels[above])+"（本级）" || own == bare(labels[above])+"(本级)" {
				levels[i], found = 1, true
			}
			break
		}
	}
	if !found {
		return nil
	}
	return levels
}
