package reconcile

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// named finds the cells that a name in a text may be that of: the sum of a row with this
// label, a column with this header in the row of all, or the total of a table with this
// title. A table of several rows of all, one for each body or year, has none.
type named struct {
	r     *reading
	names *names
	cells map[namedAs][]*figure
	rows  []labelledRow
}

// labelledRow is a row with the cell that says what it comes to.
type labelledRow struct {
	path []string
	code string
	cell *figure
}

// namedAs is a bare name; Planned is that of what was budgeted, in the tables of final
// accounts that print both.
type namedAs struct {
	name    string
	planned bool
}

// alike are the names by which tables may call what a text calls by the first of them.
var alike = [][]string{
	{"收入", "收入总计", "总收入", "本年收入"},
	{"支出", "支出总计", "总支出", "本年支出"},
	{"收入支出总计", "收入总计"},
	{"收支总计", "收入总计"},
	{"收入总预算", "收入总计"},
	{"支出总预算", "支出总计"},
	{"收支总预算", "收入总计"},
	{"因公出国（境）费", "因公出国（境）费用"},
	{"因公出国（境）费用", "因公出国（境）费"},
	{"公务用车购置及运行费", "公务用车购置及运行维护费", "公务用车购置和运行维护费", "公务用车购置和运行费"},
	{"公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置和运行维护费"},
	{"公务车购置及运行费", "公务用车购置及运行费"},
	{"公务用车运行费", "公务用车运行维护费"},
	{"公务用车运行维护支出", "公务用车运行维护费"},
	{"公务用车运行维护费", "公务用车运行费"},
	{"公务车用车运行费", "公务用车运行费"},
	{"公务用车购置", "公务用车购置费"},
	{"三公经费", "一般公共预算财政拨款三公经费"},
	{"三公经费财政拨款", "财政拨款三公经费", "三公经费"},
	{"三公经费财政拨款支出", "财政拨款三公经费", "三公经费"},
}

// ownBudget are words of the titles of tables that are of one budget beside the general one.
var ownBudget = regexp.MustCompile(`政府性基金|国有资本|转移支付`)

// carWords are the headers that a table prints below 公务用车购置及运行费.
var carWords = map[string]string{
	"购置费": "公务用车购置费", "公务用车购置": "公务用车购置费", "运行费": "公务用车运行费", "运行维护费": "公务用车运行维护费",
}

func newNamed(r *reading, names *names) *named {
	n := &named{r: r, names: names, cells: map[namedAs][]*figure{}}
	for i := range r.Tables {
		t := &r.Tables[i]
		places := t.Places()
		for side := range max(1, len(t.Sides)) {
			n.side(t, places, side)
			n.items(t, places, side)
		}
	}
	return n
}

// items notes the rows of a side.
func (n *named) items(t *report.Table, places [][]report.RowPlace, side int) {
	column := n.valueColumn(t, side)
	if column == 0 {
		return
	}
	for i := range t.Rows {
		if p := places[i][side]; t.Rows[i].Cells[column-1].Value.Valid {
			code, _ := p.CodeAndYear()
			n.rows = append(n.rows, labelledRow{p.Path, code, n.r.cell(t.Number, i+1, column)})
		}
	}
}

// add notes a cell by a name that says something by itself.
func (n *named) add(name string, planned bool, t *report.Table, row, column int) {
	if len([]rune(name)) < 2 || name == inAll || !t.Rows[row].Cells[column-1].Value.Valid {
		return
	}
	at := namedAs{name, planned}
	if cell := n.r.cell(t.Number, row+1, column); !slices.Contains(n.cells[at], cell) {
		n.cells[at] = append(n.cells[at], cell)
	}
}

func (n *named) side(t *report.Table, places [][]report.RowPlace, side int) {
	all, rows := -1, 0 // the row of all, and how many rows of amounts there are
	value := n.valueColumn(t, side)
	for i := range t.Rows {
		p := places[i][side]
		if _, year := p.CodeAndYear(); !states(t, i, side) || year != 0 && year != n.r.Year {
			continue // it says nothing, or something of another year
		}
		rows++
		label := ""
		switch {
		case p.Column > 0:
			label = p.Path[len(p.Path)-1]
		case len(p.Codes) == 1 && !strings.ContainsAny(p.Codes[0], "0123456789"):
			label = p.Codes[0] // 人员经费合计, across the columns of code and name
		}
		label = bareName(report.BareTitle(label), n.names)
		if label == inAll {
			if all = i; side < len(t.Sides) {
				label = n.names.words(t.Sides[side]) + "总计"
			}
		}
		if value > 0 && label != "" && !ofBasicAlone(t, label, p) {
			n.add(label, false, t, i, value)
		}
	}
	if rows == 1 && all < 0 {
		for i := range t.Rows {
			if states(t, i, side) {
				all = i
			}
		}
	}
	if all < 0 {
		return
	}
	title := bareName(strings.TrimSuffix(strings.TrimSuffix(n.names.words(t.Title), "表"), "总"), n.names)
	for j, c := range t.Columns {
		if c.Side != side || c.Role != report.Amount {
			continue
		}
		name, planned := n.column(c)
		// A text that says 项目支出 alone speaks of all, and not of one budget of several.
		if budget := ownBudget.FindString(t.Title); budget == "" || strings.Contains(name, budget) || strings.Contains(t.Title, "一般公共预算") {
			n.add(name, planned, t, all, j+1)
		}
		if of, ok := strings.CutSuffix(title, "支出"); ok && of != "" && (name == "基本支出" || name == "项目支出") {
			n.add(of+name, planned, t, all, j+1) // 一般公共预算财政拨款基本支出
		}
	}
	if value > 0 && len(t.Sides) < 2 {
		n.add(title, false, t, all, value)
	}
}

// states tells whether a row has an amount on a side.
func states(t *report.Table, row, side int) bool {
	for j, c := range t.Columns {
		if c.Side == side && c.Role == report.Amount && t.Rows[row].Cells[j].Value.Valid {
			return true
		}
	}
	return false
}

// valueColumn is the column that says what a row of a side comes to, from 1; 0 where it
// is not known which does.
func (n *named) valueColumn(t *report.Table, side int) int {
	if column := sumColumn(t, side); column > 0 {
		return column
	}
	only, own, columns := 0, 0, 0
	for j, c := range t.Columns {
		if c.Side != side || c.Role != report.Amount {
			continue
		}
		columns++
		only = j + 1
		if n.r.Words().Heads(c.Leaf()) && own == 0 {
			own = j + 1
		}
	}
	if columns == 1 {
		return only
	}
	return own
}

// publicExpense names one of the three public expenses.
var publicExpense = regexp.MustCompile(`公务接待|公务用车|因公出国`)

// ofBasicAlone tells whether a row is one of the three public expenses in a table by economic
// classification, which has but what the table is of, as basic expenditure: 302 | 17 is less
// than the report says of receptions.
func ofBasicAlone(t *report.Table, label string, p report.RowPlace) bool {
	return len(p.Codes) > 0 && publicExpense.MatchString(label) && !strings.Contains(t.Title, "三公")
}

// column is what a column of amounts is called in texts, and whether it is what was
// budgeted while the report states what was spent.
func (n *named) column(c report.Column) (name string, planned bool) {
	c = c.Uncounted()
	for k := len(c.Path) - 1; k >= 0; k-- {
		word := n.names.words(c.Path[k])
		switch word {
		case "预算数", "年初预算数", "全年预算数":
			planned = n.r.Words().Money == "决算"
			continue
		case "决算数", "合计", "小计", "金额", "总计":
			continue
		}
		if k > 0 && strings.Contains(c.Path[k-1], "公务用车") && carWords[word] != "" {
			return carWords[word], planned
		}
		return bareName(word, n.names), planned
	}
	return "", planned
}

// of lists the cells that a name may be that of.
func (n *named) of(name string, planned bool) []*figure {
	tries := []string{name}
	if _, after, ok := strings.Cut(name, "的"); ok {
		tries = append(tries, after) // 财政拨款的机关运行经费
	}
	for _, group := range alike {
		if group[0] == name {
			tries = append(tries, group[1:]...)
		}
	}
	bare, spent := strings.CutSuffix(name, "支出")
	if spent = spent && bare != ""; spent {
		tries = append(tries, bare)
	} else if name != "" && !strings.HasSuffix(name, "收入") {
		tries = append(tries, name+"支出")
	}
	var found []*figure
	for _, name := range tries {
		for _, cell := range n.cells[namedAs{name, planned}] {
			if !slices.Contains(found, cell) && !(spent && name == bare && n.ofIncome(cell)) {
				found = append(found, cell)
			}
		}
	}
	return found
}

// ofIncome tells whether a cell stands in a table, or on a side of one, of income alone.
func (n *named) ofIncome(cell *figure) bool {
	t := &n.r.Tables[cell.table-1]
	of := t.Title
	if side := t.Columns[cell.column-1].Side; side < len(t.Sides) {
		of = t.Sides[side]
	}
	return strings.Contains(report.Fold(of), "收入") && !strings.Contains(of, "支")
}

// choose is the cell that a text restates: one with which it agrees, that of the general
// public budget before others; where it agrees with none and all are alike, one of them.
// It is nil where it is not known of which the text speaks.
func (n *named) choose(cells []*figure, said *figure) *figure {
	if len(cells) == 0 {
		return nil
	}
	same := !slices.ContainsFunc(cells, func(c *figure) bool { return c.read(n.r).value.Cmp(cells[0].read(n.r).value) != 0 })
	agreeing := n.agreeing(cells, said)
	slices.SortStableFunc(agreeing, func(a, b *figure) int { return cmp.Compare(rank(n.r, b), rank(n.r, a)) })
	switch {
	case len(agreeing) > 0:
		return agreeing[0]
	case same:
		return cells[0]
	}
	return nil
}

// agreeing are those of some cells that a text restates.
func (n *named) agreeing(cells []*figure, said *figure) (agreeing []*figure) {
	for _, c := range cells {
		var f finding.Finding
		if restated(c, said).judge(n.r, &f); f.Outcome == finding.Agrees {
			agreeing = append(agreeing, c)
		}
	}
	return agreeing
}

// rank prefers the table of the general public budget, of which texts speak.
func rank(r *reading, cell *figure) int {
	if strings.Contains(r.Tables[cell.table-1].Title, "一般公共预算") {
		return 1
	}
	return 0
}

// sumColumn is the first column of amounts of a side that is the sum of others, from
// 1; 0 for none.
func sumColumn(t *report.Table, side int) int {
	for _, total := range t.ColumnTotals {
		if t.Columns[total.Of-1].Side == side {
			return total.Of
		}
	}
	return 0
}

// ofCode lists the cells of the rows that have a code, and a label that words around it
// begin or end with: five digits may be a number of anything.
func (n *named) ofCode(code, words string) (cells []*figure) {
	for _, row := range n.rows {
		if row.code != code || len(row.path) == 0 {
			continue
		}
		if label := report.Fold(row.path[len(row.path)-1]); strings.HasPrefix(words, label) || strings.HasSuffix(words, label) {
			cells = append(cells, row.cell)
		}
	}
	return cells
}

// ofItem lists the cells of the rows that an item of the functional classification names.
// A class that is called as its item is told from it by its code.
func (n *named) ofItem(item []string) (cells []*figure) {
	for _, row := range n.rows {
		if (row.code == "" || len(row.code) == len(item)*2+1) && endsIn(row.path, item) {
			cells = append(cells, row.cell)
		}
	}
	return cells
}

// endsIn tells whether a path of labels ends in names.
func endsIn(path, names []string) bool {
	if len(path) < len(names) {
		return false
	}
	for k, name := range names {
		if label := path[len(path)-len(names)+k]; report.Fold(label) != report.Fold(name) && report.BareTitle(label) != report.Fold(name) {
			return false
		}
	}
	return true
}
