package page

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"disclosure/internal/compare"
	"disclosure/internal/report"
)

// CompareTable lays a table of two reports beside each other, in the k-th of the columns
// that both have.
func (s Site) CompareTable(reports []report.Outline, c Comparison, a, b report.Outline, x, y *report.Table) ComparePage {
	p := s.comparePage(reports, c, a, b)
	pair := c
	pair.Table, pair.Column = 0, 0
	p.Pair = &Link{Text: pairName(a.Key, b.Key), Href: pair.Address()}
	t := &ComparedTable{
		A: Link{Text: x.Name(), Href: a.Base() + report.TableRef(x.Number).Path()},
	}
	p.Table = t
	p.Top = report.BareOf(a.Front, x).Words(x.Title)
	p.Heading = p.Top + "：" + pairName(a.Key, b.Key)
	p.SharedTitle = p.Heading + " · " + a.UnitShort + a.InventedMark()
	p.Title = p.SharedTitle + " · " + s.Name
	p.Colophon = colophon(p.SharedTitle, p.Address)
	if y == nil {
		t.Missing = x.Name() + "：“" + p.B.Text + "”里没有对应的表。"
		return p
	}
	t.B = Link{Text: y.Name(), Href: b.Base() + report.TableRef(y.Number).Path()}
	t.Unit = commonUnit(a, b, x, y)
	for k, side := range compare.Table(a.Front, b.Front, x, y) {
		t.Sides = append(t.Sides, comparedSide(c, a, b, x, y, side, k, t.Unit))
	}
	return p
}

// commonUnit is the unit of all amounts of both tables, "" where they have several.
func commonUnit(a, b report.Outline, x, y *report.Table) string {
	unit := ""
	for _, in := range []struct {
		o report.Outline
		t *report.Table
	}{{a, x}, {b, y}} {
		for j, c := range in.t.Columns {
			if !c.Role.States() {
				continue
			}
			of := unitOf(in.o, in.t, j)
			if unit != "" && of != unit {
				return ""
			}
			unit = of
		}
	}
	return unit
}

// unitOf is the unit of column j, from 0: of money, or what is counted.
func unitOf(o report.Outline, t *report.Table, j int) string {
	unit := t.Unit(j + 1)
	if unit == "" && t.Columns[j].Role == report.Amount {
		unit = string(o.MoneyUnit)
	}
	return unit
}

func comparedSide(c Comparison, a, b report.Outline, x, y *report.Table, side compare.Side, k int, common string) ComparedSide {
	v := ComparedSide{ID: "side-" + strconv.Itoa(k+1)}
	switch {
	case len(side.A) == 0:
		v.Title = sideTitle(y, side.B)
		v.None = "“" + yearAndKind(a.Key) + "”的表没有这一边。"
		return v
	case len(side.B) == 0:
		v.Title = sideTitle(x, side.A)
		v.None = "“" + yearAndKind(b.Key) + "”的表没有这一边。"
		return v
	}
	v.Title = sideTitle(x, side.A)
	var both []compare.Pair
	for _, pair := range side.Columns {
		switch {
		case pair.Both():
			both = append(both, pair)
		case pair.A > 0:
			v.Alone = append(v.Alone, yearAndKind(a.Key)+"“"+columnName(x, pair.A)+"”")
		default:
			v.Alone = append(v.Alone, yearAndKind(b.Key)+"“"+columnName(y, pair.B)+"”")
		}
	}
	if len(both) == 0 {
		v.None = "两张表没有相同的金额栏。"
		if len(side.Columns) == 0 {
			v.None = "两张表都没有列示金额。"
		}
		return v
	}
	chosen := 0
	if c.Column <= len(both) {
		chosen = max(c.Column, 1) - 1
	}
	if len(both) > 1 {
		for i, pair := range both {
			to := c
			to.Column = i + 1
			v.Columns = append(v.Columns, Link{Text: columnName(x, pair.A), Href: to.Address(), Current: i == chosen})
		}
	}
	columns := both[chosen]
	v.Heads = [2]string{columnName(x, columns.A), columnName(y, columns.B)}
	if v.Heads[0] == v.Heads[1] {
		v.Heads[1] = ""
	}
	places := [2][][]report.RowPlace{x.Places(), y.Places()}
	if len(side.Rows) == 1 && len(both) > 1 && side.Rows[0].Both() {
		// A table of one row says in its head what its figures are.
		for _, pair := range both {
			r := comparedRow(a, b, x, y, side, side.Rows[0], pair, places, common)
			r.Label = columnName(x, pair.A)
			v.Rows = append(v.Rows, r)
		}
		v.Columns, v.Heads = nil, [2]string{}
		return v
	}
	for _, r := range side.Rows {
		v.Rows = append(v.Rows, comparedRow(a, b, x, y, side, r, columns, places, common))
	}
	return v
}

// sideTitle is the title of sides of a table that are one list, "" where it is the only one.
func sideTitle(t *report.Table, sides []int) string {
	if len(t.Sides) <= len(sides) {
		return ""
	}
	return t.Sides[sides[0]]
}

func columnName(t *report.Table, column int) string {
	return strings.Join(t.Columns[column-1].Uncounted().Path, " › ")
}

// noRow and noColumn say that a table has no such row or column: that is not a figure
// of nought.
const noRow, noColumn = "无此行", "无此栏"

func comparedRow(a, b report.Outline, x, y *report.Table, side compare.Side, r compare.Row, columns compare.Pair, places [2][][]report.RowPlace, common string) ComparedRow {
	cell := func(o report.Outline, t *report.Table, row, column int) amount {
		switch {
		case row == 0:
			return amount{none: noRow}
		case column == 0:
			return amount{none: noColumn}
		}
		return amount{Cell: t.Rows[row-1].Cells[column-1], unit: unitOf(o, t, column-1), href: o.Base() + report.TableRef(t.Number).Cell(row, column).String()}
	}
	v := ComparedRow{ComparedFigures: beside("", cell(a, x, r.A, compare.Beside(x, columns.A, r.SideA)), cell(b, y, r.B, compare.Beside(y, columns.B, r.SideB)), execution(a.Key, b.Key), common)}
	name := func(t *report.Table, of [][]report.RowPlace, row, side int) (label, code, keys string, level int) {
		if row == 0 {
			return "", "", "", 0
		}
		p := of[row-1][side]
		code, _ = p.CodeAndYear()
		if p.Column > 0 {
			label, level = t.Rows[row-1].Cells[p.Column-1].Text, t.Rows[row-1].Cells[p.Column-1].Level
		}
		return label, code, strings.Join(p.Codes, " "), level
	}
	labelA, codeA, keysA, levelA := name(x, places[0], r.A, r.SideA)
	labelB, _, keysB, levelB := name(y, places[1], r.B, r.SideB)
	v.Code, v.Label = cmp.Or(keysB, keysA), cmp.Or(labelB, labelA)
	if v.Label == "" && !strings.ContainsAny(v.Code, "0123456789") { // 合计 among the codes
		v.Code, v.Label = "", v.Code
	}
	level := levelB
	if r.B == 0 {
		level = levelA
	}
	if level > 0 {
		v.Class = "level-" + strconv.Itoa(min(level, deepestLevel))
	}
	if r.Renamed && labelA != "" && labelB != "" {
		v.Notes = append(v.Notes, fmt.Sprintf("%s名称：%s", yearAndKind(a.Key), labelA))
	}
	if r.Recoded {
		v.Notes = append(v.Notes, fmt.Sprintf("%s编码：%s", yearAndKind(a.Key), codeA))
	}
	return v
}

// deepestLevel is the deepest one that the style sheet knows.
const deepestLevel = 6
