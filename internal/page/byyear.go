package page

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"disclosure/internal/chart"
	"disclosure/internal/report"
)

// YearTable is the headline figures of a body by year.
type YearTable struct {
	Years []Link // each leads to the reports of the year
	Units string // of all figures, "" where rows differ
	Rows  []YearRow
}

// YearRow is one headline figure of one kind of report.
type YearRow struct {
	First bool // of the figure's rows
	Name  string
	Kind  string // of report, with the unit of all its figures where the table has several
	Unit  string
	Cells []YearCell
}

// YearCell is the figure of a year, "" where no report of the year states it.
type YearCell struct {
	Text Text
	Unit string // where it is not that of the row
	Href string
	Bar  *BarView // on one scale with all years and kinds of the figure, nil where there is nothing beside it

	yuan decimal.NullDecimal
}

// yearTable puts the headline figures of a body side by side. A figure about another
// year than its report's is left to that report. It is nil where there is only one year
// of one kind.
func yearTable(unit string, figures []report.HeadlineFigure) *YearTable {
	figures = slices.DeleteFunc(slices.Clone(figures), func(f report.HeadlineFigure) bool { return f.AboutYear != f.Year })
	var years []int
	reports := map[report.Key]bool{}
	for _, f := range figures {
		reports[f.Key] = true
		if !slices.Contains(years, f.Year) {
			years = append(years, f.Year)
		}
	}
	if len(reports) < 2 {
		return nil
	}
	slices.Sort(years)
	t := &YearTable{}
	for _, year := range years {
		t.Years = append(t.Years, Link{Text: strconv.Itoa(year), Href: YearPath(unit, year)})
	}
	for _, name := range report.HeadlineNames() {
		first := true
		for _, kind := range report.Kinds() {
			row := YearRow{First: first, Name: report.HeadlineWords(name), Kind: kind.Name}
			stated := false
			var units []string
			for _, year := range years {
				cell := YearCell{}
				at := slices.IndexFunc(figures, func(f report.HeadlineFigure) bool {
					return f.Name == name && f.Year == year && f.Kind == kind.Slug
				})
				if at >= 0 {
					f := figures[at]
					stated = true
					cell = YearCell{Text: Text{{Text: f.Text}}, Unit: string(f.MoneyUnit), Href: f.Base() + f.From.String()}
					if value, err := report.ParseAmount(f.Text); err == nil {
						cell.Text[0].Value = report.Exact(value)
						cell.yuan.Decimal, cell.yuan.Valid = report.Yuan(value, f.MoneyUnit)
					} else {
						cell.Unit = "" // words say it
					}
					if cell.Unit != "" && !slices.Contains(units, cell.Unit) {
						units = append(units, cell.Unit)
					}
				}
				row.Cells = append(row.Cells, cell)
			}
			if !stated {
				continue
			}
			if len(units) == 1 {
				row.Unit = units[0]
				for i := range row.Cells {
					row.Cells[i].Unit = ""
				}
			}
			t.Rows = append(t.Rows, row)
			first = false
		}
	}
	t.common()
	t.draw()
	return t
}

// draw gives the cells of each figure their bars, of one scale for all years and kinds
// of report.
func (t *YearTable) draw() {
	for from := 0; from < len(t.Rows); {
		until := from + 1
		for until < len(t.Rows) && !t.Rows[until].First {
			until++
		}
		var cells []*YearCell
		var amounts []decimal.NullDecimal
		for i := from; i < until; i++ {
			for j := range t.Rows[i].Cells {
				if cell := &t.Rows[i].Cells[j]; cell.yuan.Valid {
					cells, amounts = append(cells, cell), append(amounts, cell.yuan)
				}
			}
		}
		if len(cells) > 1 {
			for k, bar := range chart.Bars(amounts) {
				cells[k].Bar = &BarView{X: bar.X.String(), Width: bar.Width.String()}
			}
		}
		from = until
	}
}

// common says a unit that all rows have once, else that of each row.
func (t *YearTable) common() {
	differ := slices.ContainsFunc(t.Rows, func(r YearRow) bool { return r.Unit == "" || r.Unit != t.Rows[0].Unit })
	for i := range t.Rows {
		if r := &t.Rows[i]; differ && r.Unit != "" {
			r.Kind += "，" + r.Unit
		}
	}
	if !differ {
		t.Units = t.Rows[0].Unit
	}
}
