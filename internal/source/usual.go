package source

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// usualHeadline says where reports of the usual forms state a figure of the overview.
// The first table whose title matches and that has such a row and column states it.
type usualHeadline struct {
	label string
	table *regexp.Regexp
	row   *regexp.Regexp // its label; nil for the row of all: the one called 合计, that of the body, or the only one
	// last word of the header path; nil for the first amounts of the row's side
	column *regexp.Regexp
	side   string // what the name of the row's side holds, in a table that has sides
}

// spendingTable is the title of the table of basic and project expenditure.
var spendingTable = regexp.MustCompile(`^[^拨收]*支出(预算|决算)?(总|总体情况)?表$`)

// accountsTable is the title of the table of all that was taken in and spent, which is none
// of the 财政拨款 alone.
var accountsTable = regexp.MustCompile(`^[^拨]*收(入)?支(出)?决算(总)?表$`)

// usualHeadlines are the figures of the overview, in its order, where report.toml
// names none.
var usualHeadlines = []usualHeadline{
	// The totals of final accounts hold what was carried over, which is no income of the year.
	{"收入", accountsTable, regexp.MustCompile(`^(本年)?收入合计$`), nil, "收入"},
	{"支出", accountsTable, regexp.MustCompile(`^(本年)?支出合计$`), nil, "支出"},
	{"收入", regexp.MustCompile(`^[^拨决]*收支[^拨决]*总(体情况)?表$|收入支出(预算)?总表$`), regexp.MustCompile(`^(收入)?总计$`), nil, "收入"},
	{"支出", regexp.MustCompile(`^[^拨决]*收支[^拨决]*总(体情况)?表$|收入支出(预算)?总表$`), regexp.MustCompile(`^(支出)?总计$`), nil, "支出"},
	{"基本支出", spendingTable, nil, regexp.MustCompile(`^基本支出$`), ""},
	{"项目支出", spendingTable, nil, regexp.MustCompile(`^项目支出$`), ""},
	{"基本支出", spendingTable, regexp.MustCompile(`^基本支出(小计)?$`), nil, ""},
	{"项目支出", spendingTable, regexp.MustCompile(`^项目支出(小计)?$`), nil, ""},
	{"“三公”经费", regexp.MustCompile(`[“"]?三公[”"]?经费`), nil, totalWords, ""},
	{"“三公”经费", regexp.MustCompile(`[“"]?三公[”"]?经费`), nil, regexp.MustCompile(`^([0-9]{4}年|本年)?度?(预算|决算)(统计)?(数|金额|安排)?$`), ""},
	{"“三公”经费", regexp.MustCompile(`[“"]?三公[”"]?经费`), regexp.MustCompile(`^[“"]?三公[”"]?经费(支出)?(合计|总计)?$`), nil, ""},
	{"政府采购", regexp.MustCompile(`政府采购`), nil, regexp.MustCompile(`^(金额|合计|总计|预算数)$`), ""},
}

// changeWords is how a paragraph says of an amount how much more or less it is than that
// of a year before.
var changeWords = regexp.MustCompile(`([0-9][0-9,]*(?:\.[0-9]+)?)\s*(` + report.MoneyPattern() + `)，(` + report.ComparedPattern() + `(?:` + report.ChangePattern() + `)[0-9][0-9,.]*(?:` + report.MoneyPattern() + `)(?:，(?:` + report.ChangePattern() + `)[0-9.]+%)?)`)

// derivedHeadlines finds the figures of the overview in a report of a usual form.
func derivedHeadlines(r *report.Report, tables []*report.Table, sections []*report.Section) []report.Headline {
	var found []report.Headline
	for _, usual := range usualHeadlines {
		if slices.ContainsFunc(found, func(h report.Headline) bool { return h.Label == usual.label }) {
			continue
		}
		for _, t := range tables {
			if t == nil || !usual.table.MatchString(report.Fold(t.Title)) {
				continue
			}
			if h, ok := usual.in(r, t); ok {
				found = append(found, h)
				break
			}
		}
	}
	if h, ok := change(found, sections); ok {
		after := 1 + slices.IndexFunc(found, func(h report.Headline) bool { return h.Label == "支出" })
		found = slices.Insert(found, after, h)
	}
	return found
}

// in finds the figure in a table.
func (u usualHeadline) in(r *report.Report, t *report.Table) (report.Headline, bool) {
	row, side := u.rowOf(r, t)
	if row < 0 {
		return report.Headline{}, false
	}
	found, apt := -1, false // the first column, and whether it is of what the report is about
	for j, c := range t.Columns {
		if c.Side != side || c.Role != report.Amount || !t.Rows[row].Cells[j].Value.Valid || apt || c.OfAnotherYear(r.Year) || u.besides(t, c) {
			continue
		}
		if u.column == nil || u.column.MatchString(headOf(r, c)) {
			apt = slices.ContainsFunc(c.Path, func(word string) bool { return r.Words().Heads(word) })
			if found < 0 || apt {
				found = j
			}
		}
	}
	if found < 0 {
		return report.Headline{}, false
	}
	unit := t.UnitOf(found + 1)
	if unit == "" {
		unit = r.MoneyUnit
	}
	return report.Headline{Label: u.label, Text: t.Rows[row].Cells[found].Text, Unit: unit, From: report.TableRef(t.Number).Cell(row+1, found+1)}, true
}

// besides tells whether a column counts more than the headline: that of all expenses in a
// table that has a head for the “三公” expenses and others beside it, such as 会议费.
func (u usualHeadline) besides(t *report.Table, c report.Column) bool {
	const three = "三公"
	under := func(c report.Column) bool {
		return slices.ContainsFunc(c.Path, func(word string) bool { return strings.Contains(word, three) })
	}
	return strings.Contains(u.label, three) && !under(c) && slices.ContainsFunc(t.Columns, func(other report.Column) bool {
		return other.Role == report.Amount && other.Side == c.Side && under(other)
	})
}

// headOf is the last word of a column's head, or the one above where the last only says
// of which kind the figures are: 合计 of 合计/决算数.
func headOf(r *report.Report, c report.Column) string {
	last := report.Fold(c.Leaf())
	if n := slices.Index(c.Path, c.Leaf()) + 1; n > 1 && last == r.Words().Figures {
		return report.Fold(c.Path[n-2])
	}
	return last
}

// rowOf returns the row, from 0, and its side; -1 for none.
func (u usualHeadline) rowOf(r *report.Report, t *report.Table) (row, side int) {
	body, only := -1, -1
	named := slices.ContainsFunc(t.Sides, func(name string) bool { return strings.Contains(report.Fold(name), u.side) }) // else only the rows say it
	for i, sides := range t.Places() {
		for side, p := range sides {
			own := ""
			if len(p.Path) > 0 {
				own = p.Path[len(p.Path)-1]
			}
			switch {
			case ofOtherYear(p.Codes, r.Year):
			case len(t.Sides) > 0 && named && !strings.Contains(report.Fold(t.Sides[side]), u.side), len(t.Sides) > 0 && !named && !strings.Contains(own, u.side):
			case u.row != nil:
				if u.row.MatchString(report.BareTitle(own)) {
					return i, side
				}
			case isTotal(own), own == "" && slices.ContainsFunc(p.Codes, isTotal):
				return i, side
			case report.Fold(own) == report.Fold(r.UnitName):
				body = i
			case len(t.Rows) == 1:
				only = i
			}
		}
	}
	return max(body, only), 0
}

// ofOtherYear tells whether one of the keys is a year and not this one.
func ofOtherYear(keys []string, year int) bool {
	return slices.ContainsFunc(keys, func(key string) bool {
		return yearKey.MatchString(key) && !strings.HasPrefix(key, strconv.Itoa(year))
	})
}

var yearKey = regexp.MustCompile(`^[0-9]{4}年?$`)

// change finds the first paragraph that says of the income or the expenditure on the
// overview how much more or less it is than a year before. What is said of another
// amount is not taken for it.
func change(found []report.Headline, sections []*report.Section) (report.Headline, bool) {
	isTotal := func(amount, unit string) bool {
		return slices.ContainsFunc(found, func(h report.Headline) bool {
			value, err := report.ParseAmount(amount)
			total, err2 := report.ParseAmount(h.Text)
			said, ok := report.Yuan(value, report.MoneyUnit(unit))
			stated, ok2 := report.Yuan(total, h.Unit)
			if errors.Join(err, err2) != nil || !ok || !ok2 || h.Label != "收入" && h.Label != "支出" {
				return false
			}
			places := value.Exponent() + report.MoneyUnit(unit).Power()
			return stated.Round(-places).Equal(said)
		})
	}
	for _, s := range sections {
		if s == nil {
			continue
		}
		for _, b := range s.Blocks {
			m := changeWords.FindStringSubmatchIndex(b.Text)
			if b.Kind != report.ParagraphBlock || m == nil || !report.BeginsFigure(b.Text, m[2]) {
				continue
			}
			if isTotal(b.Text[m[2]:m[3]], b.Text[m[4]:m[5]]) {
				return report.Headline{Label: "比上年", Text: b.Text[m[6]:m[7]], From: b.Ref(s.Number)}, true
			}
		}
	}
	return report.Headline{}, false
}
