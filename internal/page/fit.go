package page

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"disclosure/internal/report"
)

// The places of a row's words on a narrow screen, where a row is no line of
// columns: its name beside or above its figures, what the name belongs to in a
// line over it, its code small under the name.
const (
	over = "over"
	name = "name"
	code = "code"
)

// wordPlaces returns the place of each column's words, "" for columns of figures
// and of text. The last label of a side names its rows; a key after that label
// tells the rows of one label apart (a year), so the key names them instead. A
// side without labels is named by its last key.
func wordPlaces(columns []report.Column) []string {
	places := make([]string, len(columns))
	last := map[int]int{} // side → column of its name
	for j, c := range columns {
		switch c.Role {
		case report.Label:
			places[j] = over
		case report.Code:
			places[j] = code
		default:
			continue
		}
		last[c.Side] = j
	}
	for _, j := range last {
		places[j] = name
	}
	return places
}

// Widths of a figure's signs, in tenths of the em of the table's type.
const (
	pointWidth  = 3 // a point or a comma
	digitWidth  = 6 // a digit or another sign
	letterWidth = 10
	cellPadding = 7
)

// Widths in half ems.
const (
	leastFigure   = 8  // a column of figures, so that its head has room
	leastBeside   = 10 // the same beside a name: four characters of its head in one line
	signWidth     = 3  // a sign behind a figure
	widestBracket = 12 // longer words in brackets may take two lines
	leastName     = 10 // a name beside its figures, which may take two lines
	levelStep     = 2  // a level of a name
	roomStep      = 4  // rooms are told apart in steps of two ems
	mostRoom      = 88 // from here on no narrow screen has the room
)

// figureWidth returns the width in half ems of a column that holds text in one
// line.
func figureWidth(text string) int {
	width := cellPadding
	for _, r := range text {
		switch {
		case r == '.' || r == ',':
			width += pointWidth
		case r < 0x2000:
			width += digitWidth
		default:
			width += letterWidth
		}
	}
	return max(leastFigure, (width+4)/5)
}

// headWidth returns the width in half ems that a head needs for what it says in
// brackets, such as its unit, which stays in one line.
func headWidth(head string) int {
	width := leastFigure
	for _, words := range bracketed.FindAllString(head, -1) {
		if needed := figureWidth(words); needed <= widestBracket {
			width = max(width, needed)
		}
	}
	return width
}

var bracketed = regexp.MustCompile(`[（(][^（()）]*[)）]`)

// nameWidth returns the width in half ems that a name of this level needs beside
// its figures, in two lines.
func nameWidth(name string, level int) int {
	return max(leastName, level*levelStep+utf8.RuneCountInString(name)+1)
}

// fit returns the classes by which the style sheet lays out n columns of figures
// on a narrow screen: how many there are (n-4), how wide one is in half ems (w-10),
// and from how many ems on they fit, with names of the given width in half ems
// beside them (beside-28) and alone (alone-20). The rules are made in package
// static.
func fit(n, width, names int) string {
	room := func(halves int) int { return min(mostRoom, (halves+roomStep-1)/roomStep*roomStep) / 2 }
	return fmt.Sprintf("n-%d w-%d beside-%d alone-%d", n, width, room(names+n*max(width, leastBeside)), room(n*width))
}

// fits returns the classes of fit for all columns of figures of the table, and
// for those that are not empty, "" where these are the same. Of a table of several
// sides only the width counts: its figures stand one below the other. Where a
// figure has a sign, all have its room.
func (g *grid) fits(signed bool) (all, filled string) {
	width, names := leastFigure, leastName
	columns, stated := 0, 0
	for j, c := range g.Columns {
		if g.places[j] == name {
			for _, row := range g.Rows {
				names = max(names, nameWidth(row.Cells[j].Text, row.Cells[j].Level))
			}
		}
		if !c.Role.States() {
			continue
		}
		columns++
		if !g.empty[j] {
			stated++
		}
		width = max(width, headWidth(c.Path[len(c.Path)-1]))
		for _, row := range g.Rows {
			width = max(width, figureWidth(row.Cells[j].Text))
		}
	}
	if signed {
		width = max(width, leastBeside) + signWidth
	}
	if len(g.Sides) > 0 {
		return fmt.Sprintf("w-%d", width), ""
	}
	all = fit(columns, width, names)
	if stated > 0 && stated < columns {
		filled = fit(stated, width, names)
	}
	return all, filled
}

// placeIn is where a cell stands on a narrow screen: where its column does, but for
// words in a column of codes beside a blank name, such as 合计, which are the name.
func (g *grid) placeIn(i, j int) string {
	side := g.Columns[j].Side
	labelled := slices.ContainsFunc(g.Columns, func(c report.Column) bool { return c.Side == side && c.Role == report.Label })
	if g.places[j] != code || g.names[i][side] >= 0 || !labelled {
		return g.places[j]
	}
	for k, c := range g.Columns {
		if c.Side == side && c.Role == report.Code && g.Rows[i].Cells[k].Text != "" {
			if k == j {
				return name
			}
			break
		}
	}
	return code
}

// narrowClasses are the classes of a body cell that only narrow screens use: its
// place, whether it repeats the line over the row above, whether its side of the
// row is blank.
func (g *grid) narrowClasses(i, j int) []string {
	column, text := g.Columns[j], g.Rows[i].Cells[j].Text
	var classes []string
	if place := g.placeIn(i, j); place != "" {
		classes = append(classes, place)
		if place == over && text != "" && i > 0 && g.Rows[i-1].Cells[j] == g.Rows[i].Cells[j] {
			classes = append(classes, "again")
		}
	}
	if text == "" && !column.Role.States() {
		classes = append(classes, "blank")
	}
	if label := g.names[i][column.Side]; g.placeIn(i, j) == code && label >= 0 && g.Rows[i].Cells[label].Level > 0 {
		classes = append(classes, levelClass(g.Rows[i].Cells[label].Level)) // the code is as deep as its name
	}
	if len(g.Sides) > 0 && g.sideBlank(i, column.Side) {
		classes = append(classes, "void")
	}
	return append(classes, g.sideClasses(j)...)
}

// sideClasses tell the side of a column in a table of several, whether the side
// has one column of figures, which then stands beside its label, and whether a key or a
// number of the line stands between the two.
func (g *grid) sideClasses(j int) []string {
	if len(g.Sides) == 0 {
		return nil
	}
	side, amounts, keyed := g.Columns[j].Side, g.sideFigures(g.Columns[j].Side), false
	label, figures := -1, len(g.Columns)
	for k, c := range g.Columns {
		switch {
		case c.Side != side:
		case c.Role == report.Label:
			label = k
		case c.Role.States():
			figures = min(figures, k)
		case label >= 0 && k < figures: // a key before the label stands above it
			keyed = true
		}
	}
	classes := []string{fmt.Sprintf("side-%d", side+1)}
	role := g.Columns[j].Role
	if amounts == 1 && (role == report.Label || role.States() || label >= 0 && j > label && j < figures) {
		classes = append(classes, "lone")
		if g.Columns[j].Role == report.Label && keyed {
			classes = append(classes, "keyed")
		}
	}
	return classes
}

// sideFigures is how many columns of figures a side has.
func (g *grid) sideFigures(side int) (n int) {
	for _, c := range g.Columns {
		if c.Side == side && c.Role.States() {
			n++
		}
	}
	return n
}

// sideBlank tells whether nothing stands on a side of row i.
func (g *grid) sideBlank(i, side int) bool {
	for j, c := range g.Columns {
		if c.Side == side && g.Rows[i].Cells[j].Text != "" {
			return false
		}
	}
	return true
}

// rowClass says of a row as a whole how it stands out, for screens on which its
// cells stand in more than one line; "" in a table of several sides.
func (g *grid) rowClass(i int) string {
	if len(g.Sides) > 0 {
		return ""
	}
	var classes []string
	switch g.total[i][0] {
	case totalRule:
		classes = append(classes, "total")
	case grandRule:
		classes = append(classes, "total", "grand")
	}
	return strings.Join(classes, " ")
}
