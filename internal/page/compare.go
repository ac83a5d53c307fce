package page

import (
	"fmt"
	"slices"
	"strconv"

	"disclosure/internal/compare"
	"disclosure/internal/report"
)

// ComparePage lays two reports of a body beside each other: their headline figures and
// which of their tables are the same, or one such table row by row.
type ComparePage struct {
	Base
	Unit     Link
	Action   string // where the form asks
	Reports  []ReportChoice
	Says     string // what to do, where there are no two reports yet
	A, B     Link
	Way      string // what is compared: 执行
	NameA    string // the reports in heads of columns
	NameB    string
	RateName string // of what a difference is of the first figure
	Figures  []ComparedFigures
	Tables   []Link   // in both
	Alone    []string // tables that one report has alone
	Top      string   // the title over the page
	Pair     *Link    // from a table to the pair of reports
	Table    *ComparedTable
}

// ReportChoice is a report in the form that asks for two.
type ReportChoice struct {
	Value, Text string
	A, B        bool // it is the first, the second
}

// ComparedTable is a table of both reports.
type ComparedTable struct {
	A, B    Link   // the table in each report
	Unit    string // of all figures, "" where they differ
	Sides   []ComparedSide
	Missing string // why there is nothing to lay beside
}

// ComparedSide is one side of the tables with one column of figures of each.
type ComparedSide struct {
	ID      string
	Title   string
	Columns []Link // to choose from, none where there is one
	Heads   [2]string
	Rows    []ComparedRow
	Alone   []string // columns that one of them has alone
	None    string   // why there are no figures
}

// ComparedRow is a row of both tables, or of one.
type ComparedRow struct {
	Class string
	Code  string
	Label string
	Notes []string // renamed, recoded
	ComparedFigures
}

// ComparedFigures are two figures and what we compute of them.
type ComparedFigures struct {
	Name  string
	A, B  ComparedFigure
	Less  string // the second less the first, "" where either states none
	Unit  string // of Less
	Rate  string // its share of the first, or the share of the budget that was carried out
	Value string // of Less, for programs
}

// ComparedFigure is a published figure with the way to its place.
type ComparedFigure struct {
	Text    Text
	Unit    string // where it is not that of the table
	Href    string
	Missing string // that there is no such row, "" where there is
}

// Compare asks which two reports of a body to lay beside each other.
func (s Site) Compare(reports []report.Outline, says string) ComparePage {
	unit := reports[0]
	p := ComparePage{
		Base:   s.siteBase("compare", unit.UnitName+"：报告并列", unit.UnitName+"的两份报告并列：主要数字和各张附表逐行相对，差额由本站计算。", ComparePath(unit.Unit)),
		Unit:   Link{Text: unit.UnitName, Href: UnitPath(unit.Unit)},
		Action: ComparePath(unit.Unit),
		Top:    "两份报告并列",
		Says:   says,
	}
	p.OwnSheets = s.ownSheets("compare")
	p.NoIndex = true // there is no end of them
	if s.Copy {
		p.Says = "这是本站的静态副本，不能在这里把两份报告并列。请分别打开它们。"
	}
	if !slices.ContainsFunc(reports, func(o report.Outline) bool { return !o.Invented }) {
		p.Invented = inventedSays
	}
	for _, o := range reports {
		if o.Withdrawn == nil {
			p.Reports = append(p.Reports, ReportChoice{Value: reportValue(o.Key), Text: yearAndKind(o.Key), A: len(p.Reports) == 0, B: len(p.Reports) == 1})
		}
	}
	return p
}

// ComparePair lays two reports beside each other as wholes.
func (s Site) ComparePair(reports []report.Outline, c Comparison, a, b report.Outline) ComparePage {
	p := s.comparePage(reports, c, a, b)
	p.Figures = headlinesBeside(a, b)
	for _, pair := range compare.Tables(a, b) {
		x, _ := a.Entry(report.TableRef(pair.A))
		y, _ := b.Entry(report.TableRef(pair.B))
		switch {
		case pair.Both():
			to := c
			to.Table = pair.A
			link := Link{Label: x.Label, Text: x.Title, Href: to.Address()}
			if report.BareOf(a.Front).Words(x.Title) != report.BareOf(b.Front).Words(y.Title) {
				link.Text += "，" + y.Title
			}
			p.Tables = append(p.Tables, link)
		case pair.A > 0:
			p.Alone = append(p.Alone, yearAndKind(a.Key)+"："+x.Name())
		default:
			p.Alone = append(p.Alone, yearAndKind(b.Key)+"："+y.Name())
		}
	}
	return p
}

func (s Site) comparePage(reports []report.Outline, c Comparison, a, b report.Outline) ComparePage {
	p := s.Compare(reports, "")
	p.A = Link{Text: yearAndKind(a.Key), Href: a.Base()}
	p.B = Link{Text: yearAndKind(b.Key), Href: b.Base()}
	p.Way = wayOf(a.Key, b.Key)
	p.NameA, p.NameB, p.RateName = shortName(a.Key, b.Key), shortName(b.Key, a.Key), "增减比例"
	if execution(a.Key, b.Key) {
		p.RateName = "执行比例"
	}
	for i := range p.Reports {
		p.Reports[i].A = p.Reports[i].Value == reportValue(a.Key)
		p.Reports[i].B = p.Reports[i].Value == reportValue(b.Key)
	}
	p.Heading = pairName(a.Key, b.Key)
	p.Top = p.Heading
	p.SharedTitle = p.Heading + " · " + a.UnitShort + a.InventedMark()
	p.Title = p.SharedTitle + " · " + s.Name
	p.Path = c.Address()
	p.Address = s.Origin + p.Path
	p.Canonical = p.Address
	p.Colophon = colophon(p.SharedTitle, p.Address)
	p.Sheet = nil // its head would name another page
	return p
}

// pairName names two reports together: 2023 年与 2024 年部门预算. A year and its number
// stay on one line.
func pairName(a, b report.Key) string {
	switch {
	case a.Kind == b.Kind:
		return fmt.Sprintf("%d\u00a0年与 %d\u00a0年%s", a.Year, b.Year, b.Words().Name)
	case a.Year == b.Year:
		return fmt.Sprintf("%d\u00a0年%s与%s", a.Year, a.Words().Name, b.Words().Name)
	}
	return fmt.Sprintf("%d\u00a0年%s与 %d\u00a0年%s", a.Year, a.Words().Name, b.Year, b.Words().Name)
}

// shortName tells a report from one other in the head of a column.
func shortName(k, other report.Key) string {
	switch {
	case k.Kind == other.Kind:
		return fmt.Sprintf("%d\u00a0年", k.Year)
	case k.Year == other.Year:
		return k.Words().Name
	}
	return fmt.Sprintf("%d\u00a0年%s", k.Year, k.Words().Name)
}

// wayOf says what comes of laying the second report beside the first.
func wayOf(a, b report.Key) string {
	switch {
	case execution(a, b):
		return "预算与它的执行：差额是决算减去预算。"
	case a.Year != b.Year && a.Kind == b.Kind:
		return "同一种报告的两年：差额是 " + strconv.Itoa(b.Year) + " 年减去 " + strconv.Itoa(a.Year) + " 年。"
	}
	return "差额是" + yearAndKind(b) + "减去" + yearAndKind(a) + "。"
}

// execution tells whether the second report is the final accounts of the budget that is
// the first.
func execution(a, b report.Key) bool {
	return a.Year == b.Year && !a.FinalAccounts() && b.FinalAccounts()
}

// headlinesBeside are the headline figures that all reports can be compared by.
func headlinesBeside(a, b report.Outline) (all []ComparedFigures) {
	for _, name := range report.HeadlineNames() {
		x, inA := commonHeadline(a, name)
		y, inB := commonHeadline(b, name)
		if !inA && !inB {
			continue
		}
		words, common := report.HeadlineWords(name), ""
		first, second := stated(a, x, inA), stated(b, y, inB)
		if first.unit == second.unit && first.unit != "" {
			common = first.unit
			words += "（" + common + "）"
		}
		all = append(all, beside(words, first, second, execution(a.Key, b.Key), common))
	}
	return all
}

func commonHeadline(o report.Outline, name string) (report.Headline, bool) {
	for _, h := range o.Headlines {
		if h.CommonName() == name {
			return h, true
		}
	}
	return report.Headline{}, false
}

// amount is a figure of a report with its place, and what it is a figure of.
type amount struct {
	report.Cell
	unit string
	href string
	none string // that there is none here
}

func stated(o report.Outline, h report.Headline, there bool) amount {
	if !there {
		return amount{none: "未列"}
	}
	a := amount{Cell: report.Cell{Text: h.Text}, unit: string(h.Unit), href: o.Base() + h.From.String()}
	a.Value = report.ParseCell(report.Amount, h.Text)
	return a
}

// beside lays two figures beside each other. Units are said where they are not the
// common one of the table.
func beside(name string, a, b amount, carriedOut bool, common string) ComparedFigures {
	f := ComparedFigures{Name: name, A: a.view(common), B: b.view(common)}
	less, unit, ok := difference(a, b)
	if !ok {
		return f
	}
	f.Less, f.Value = signedAmount(less, max(a.places(), b.places())), report.Exact(less)
	if unit != common {
		f.Unit = unit
	}
	first, _, _ := inUnit(a, unit)
	if !first.IsPositive() || less.IsZero() && !carriedOut {
		return f
	}
	if carriedOut {
		f.Rate = "为预算的 " + ratio(first.Add(less), first)
	} else {
		f.Rate = signOf(less) + ratio(less.Abs(), first)
	}
	return f
}

func (a amount) view(common string) ComparedFigure {
	f := ComparedFigure{Href: a.href, Missing: a.none}
	if a.none != "" {
		return f
	}
	f.Text = Text{{Text: a.Text}}
	if a.Value.Valid {
		f.Text[0].Value = report.Exact(a.Value.Decimal)
	}
	if a.unit != common {
		f.Unit = a.unit
	}
	if a.Text == "" {
		f.Text, f.Href = nil, ""
		f.Missing = "空白"
	}
	return f
}
