package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// rowNode is a row in the tree of rows on one side of a table.
type rowNode struct {
	parent int // row number, 0 for none
	depth  int
	total  bool
	leaf   bool
}

// rowTrees puts the rows of each side under one another: a row stands under the last
// one above it whose code its own begins with, else under the one whose label stands
// a level above its own.
func (t *Table) rowTrees(places [][]RowPlace) [][]rowNode {
	var trees [][]rowNode
	for side := range max(1, len(t.Sides)) {
		tree := make([]rowNode, len(t.Rows))
		byCode := map[string]int{}
		open := make([][]int, len(t.Columns)) // rows of the labels that are open, by column and level; 0 for a label that is not its row's own
		for i, row := range t.Rows {
			own := places[i][side].Column
			above := 0
			for j, c := range t.Columns {
				if cell := row.Cells[j]; c.Side == side && c.Role == Label && cell.Text != "" {
					level := min(cell.Level, len(open[j]))
					here := 0
					if j+1 == own {
						here = i + 1
						above = lastRow(slices.Concat(slices.Concat(open[:j]...), open[j][:level]))
					}
					open[j] = append(open[j][:level], here)
					clear(open[j+1:])
				}
			}
			code, year := codeAndYear(places[i][side].Codes)
			if code == "" && own > 0 {
				clear(byCode) // codes begin anew under a label without one, such as a body's name
			}
			tree[i] = rowNode{parent: ofYear(year, above, side, places), leaf: true}
			for n := len(code) - 1; n > 0 && (above == 0 || byCode[code] != above); n-- {
				if row := byCode[code[:n]]; row > 0 {
					tree[i].parent = row
					break
				}
			}
			if code != "" && (above == 0 || byCode[code] != above) {
				byCode[code] = i + 1
			}
			if p := tree[i].parent; p > 0 {
				tree[i].depth = tree[p-1].depth + 1
				tree[p-1].leaf = false
			}
		}
		for _, total := range t.RowTotals {
			if total.Column > 0 && total.Column <= len(t.Columns) && t.Columns[total.Column-1].Side == side {
				tree[total.Of-1].total = true
			}
		}
		trees = append(trees, tree)
	}
	return trees
}

// ofYear is, of the rows of one label that end with the given one, that of a year; the
// given one where there is none.
func ofYear(year, row, side int, places [][]RowPlace) int {
	for k := row; year > 0 && k > 0 && slices.Equal(places[k-1][side].Path, places[row-1][side].Path); k-- {
		if _, of := codeAndYear(places[k-1][side].Codes); of == year {
			return k
		}
	}
	return row
}

// lastRow is the last of rows that is one, 0 for none.
func lastRow(rows []int) int {
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i] > 0 {
			return rows[i]
		}
	}
	return 0
}

var (
	yearKey  = regexp.MustCompile(`^((?:19|20)\d\d)(?:年|年度)?$`)
	yearWord = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)\s*年`)
)

// codeAndYear tells the code of a row from the year that its key may be.
func codeAndYear(keys []string) (code string, year int) {
	for _, key := range keys {
		if m := yearKey.FindStringSubmatch(key); m != nil {
			year, _ = strconv.Atoi(m[1]) // four digits
		} else if code == "" {
			code = key
		}
	}
	return code, year
}

// yearIn is the only year that the words of a header name, 0 for none or several.
func yearIn(words []string) (year int) {
	for _, word := range words {
		for _, m := range yearWord.FindAllStringSubmatch(word, -1) {
			found, _ := strconv.Atoi(m[1])
			if year != 0 && found != year {
				return 0
			}
			year = found
		}
	}
	return year
}

// bare takes from published words what differs from report to report although the
// same is meant: years, the names of the report's bodies, and spaces.
type bare struct{ bodies []string }

func newBare(bodies ...string) (b bare) {
	for _, body := range bodies {
		if body = narrow(body); utf8.RuneCountInString(body) >= 4 {
			b.bodies = append(b.bodies, body)
		}
	}
	slices.SortFunc(b.bodies, func(x, y string) int { return len(y) - len(x) })
	return b
}

// bareIn is bare for a table of a report.
func (t *Table) bareIn(f *Front) bare { return newBare(f.UnitName, f.UnitShort, t.UnitName) }

// ID is the name of the table that holds across years, bodies and files: its title
// without them and without spaces.
func (t *Table) ID(f *Front) string { return t.bareIn(f).words(t.Title) }

// ColumnIDs are the names of the leaf columns that hold likewise: the words of their
// headers without years, bodies and spaces, joined by PathSeparator. Two columns that
// differ in their year alone have one name.
func (t *Table) ColumnIDs(f *Front) []string {
	b := t.bareIn(f)
	ids := make([]string, len(t.Columns))
	for j, c := range t.Columns {
		ids[j] = b.path(c.Uncounted().words())
	}
	return ids
}

var yearPrefix = regexp.MustCompile(`(?:19|20)\d\d年度?`)

func (b bare) words(text string) string {
	plain := yearPrefix.ReplaceAllString(narrow(text), "")
	for _, body := range b.bodies {
		plain = strings.ReplaceAll(plain, body, "")
	}
	return plain
}

// path joins the words that are left of a header path.
func (b bare) path(words []string) string {
	var all []string
	for _, word := range words {
		if word = b.words(word); word != "" {
			all = append(all, word)
		}
	}
	return strings.Join(all, PathSeparator)
}

var brackets = strings.NewReplacer("(", "（", ")", "）")

// narrow takes the spaces from a text, and the difference between brackets.
func narrow(text string) string {
	return brackets.Replace(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text))
}

// OfAnotherYear tells whether the head of a column says that its figures are of another
// year than the given one.
func (c Column) OfAnotherYear(year int) bool {
	if named := c.Year(); named != 0 {
		return named != year
	}
	return slices.ContainsFunc(c.Path, func(word string) bool { return yearBefore.MatchString(Fold(word)) })
}

// yearBefore is how a head calls the year before without its number.
var yearBefore = regexp.MustCompile(`^(上一?年|去年)度?(预算|决算|执行|$)`)
