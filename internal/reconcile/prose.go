package reconcile

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// The wordings below are those of many reports, in any province: what a paragraph
// says in them of its figures follows without a word of an editor. A wording that can
// be read in two ways is not among them.
var (
	anAmount = `([0-9][0-9,]*(?:\.[0-9]+)?)\s*(?:` + report.MoneyPattern() + `)`
	aPercent = `([0-9]+(?:\.[0-9]+)?)\s*%`

	// “一般公共服务支出（类）商贸事务（款）行政运行（项）”938.99万元
	saidOfItem = regexp.MustCompile(`[“"]?([^“”"（）()，。；;、\s]+)[（(]类[）)]\s*([^“”"（）()，。；;\s]+)[（(]款[）)]\s*([^“”"，。；;\s]+?)[（(]项[）)][”"]?(?:支出|预算)?\s*` + anAmount)
	// 收入2,708.03万元，比2020年增加289.11万元，增长11.95%
	saidGrowth = regexp.MustCompile(anAmount + `，\s*(?:比|较)(?:上年|去年|[0-9]{4}年)(?:度|预算|决算|预算数|决算数|预算执行数|支出|收入)*(增加|减少)\s*` + anAmount + `，\s*(?:增长|增加|下降|减少|降低)(?:了)?\s*` + aPercent)
	// 年初预算为6.00万元，支出决算为4.20万元，完成预算的70.00%
	saidDone = regexp.MustCompile(`年初预算(?:数)?(?:为|是)?\s*` + anAmount + `，\s*(?:本年)?(?:支出)?决算(?:数)?(?:为|是)?\s*` + anAmount + `，\s*完成(?:年初)?(?:预算|年初预算)(?:数)?的?\s*` + aPercent)
	// 2023年当年预算执行数为54.60万元，2024年预算安排53.84万元，比2023年预算执行数减少1.39%
	saidChange = regexp.MustCompile(`预算执行数(?:为|是)?\s*` + anAmount + `，\s*[0-9]{4}年预算安排(?:数)?(?:为|是)?\s*` + anAmount + `，\s*比[0-9]{4}年预算执行数(增加|减少|增长|下降)\s*` + aPercent)
)

// prose finds the relations that follow from the wording of paragraphs.
func prose(r *reading, names *names) []relation {
	var found []relation
	resolve := &resolver{r: r.Report, reading: r}
	for n := range r.Sections {
		for _, b := range r.Sections[n].Blocks {
			if b.Kind != report.ParagraphBlock {
				continue
			}
			p, err := resolve.section(n+1, b.Number)
			if err != nil {
				continue
			}
			w := wordings{r: r, passage: p, names: names, file: fmt.Sprintf("sections/%d.txt", n+1)}
			w.read(b.Text)
			found = append(found, w.found...)
		}
	}
	apart(found)
	return found
}

// unsaid leaves out what states a figure that another relation binds already.
func unsaid(found, others []relation) []relation {
	type place struct {
		ref              report.Ref
		paragraph, start int
	}
	bound := map[place]bool{}
	for _, other := range others {
		other.rule.figures(func(f *figure) {
			if f.table == 0 {
				bound[place{f.ref, f.paragraph, f.start}] = true
			}
		})
	}
	return slices.DeleteFunc(found, func(r relation) bool {
		stated := r.rule.(equation).right.Figure
		return bound[place{stated.ref, stated.paragraph, stated.start}]
	})
}

// wordings are the relations of one paragraph.
type wordings struct {
	r       *reading
	passage passage
	names   *names
	item    string // the one item that the paragraph is about, "" for none or several
	file    string
	found   []relation
}

func (w *wordings) add(pattern finding.Pattern, words string, q equation) {
	w.found = append(w.found, relation{
		key: "said." + string(pattern) + "." + w.about(q, words), family: finding.Prose,
		says: finding.Statement{Pattern: pattern, Words: words}, file: w.file, line: 1, rule: q,
	})
}

// about names a relation by the item of which it is said, else by the words before its
// first figure.
func (w *wordings) about(q equation, item string) string {
	switch {
	case w.item != "":
		return report.Fold(w.item)
	case q.right.Figure.end > 0 && single(q.left) != nil:
		return w.names.words(item)
	}
	first := q.right.Figure
	q.left.Leaves(calc.Leaf, func(_ calc.Op, f *figure) {
		if f.start < first.start {
			first = f
		}
	})
	const most = 24
	before := w.passage.paragraphs[0].text[:first.start]
	if at := strings.LastIndexAny(before, "。；;"); at >= 0 {
		_, size := utf8.DecodeRuneInString(before[at:])
		before = before[at+size:]
	}
	words := []rune(noFigures.ReplaceAllString(w.names.words(before), ""))
	return string(words[max(0, len(words)-most):])
}

// noFigures are what differs from year to year in words before a figure.
var noFigures = regexp.MustCompile(`[0-9][0-9,.]*[%％]?|[，,：:、“”"]`)

// read looks for each wording in a text.
func (w *wordings) read(text string) {
	items, changes := saidOfItem.FindAllStringSubmatch(text, -1), saidChange.FindAllStringIndex(text, -1)
	if len(items) == 1 {
		w.item = strings.Join([]string{items[0][1], items[0][2], items[0][3]}, "›")
	}
	each := func(pattern *regexp.Regexp, do func(m []int)) {
		for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
			do(m)
		}
	}
	figure := func(m []int, group int) *figure {
		return w.passage.figure(w.passage.paragraphs[0], m[2*group], m[2*group+1])
	}
	word := func(m []int, group int) string { return text[m[2*group]:m[2*group+1]] }
	binary := func(op calc.Op, left, right *expression) *expression {
		return &expression{Op: op, Left: left, Right: right}
	}
	each(saidOfItem, func(m []int) {
		w.ofItem(figure(m, 4), word(m, 1), word(m, 2), word(m, 3))
	})
	each(saidGrowth, func(m []int) {
		now, change := of(figure(m, 1)), of(figure(m, 3))
		before := binary(calc.Sub, now, change)
		if word(m, 2) == "减少" {
			before = binary(calc.Add, now, change)
		}
		w.add(finding.SaidChange, word(m, 2), equal(binary(calc.Div, change, before), of(figure(m, 4))))
	})
	each(saidDone, func(m []int) {
		w.add(finding.SaidDone, "", equal(binary(calc.Div, of(figure(m, 2)), of(figure(m, 1))), of(figure(m, 3))))
	})
	each(saidChange, func(m []int) {
		before, now := of(figure(m, 1)), of(figure(m, 2))
		with := ""
		if at := saidOfItem.FindStringSubmatchIndex(text); len(items) == 1 && len(changes) == 1 && at[1] <= m[0] {
			first := figure(at, 4)
			if first.unit == now.Figure.unit {
				w.add(finding.SaidTwice, items[0][3], equation{left: of(first), right: now, sign: "="})
				with = w.found[len(w.found)-1].key
			}
		}
		change := binary(calc.Sub, now, before)
		if word(m, 3) == "减少" || word(m, 3) == "下降" {
			change = binary(calc.Sub, before, now)
		}
		w.add(finding.SaidChange, word(m, 3), equal(binary(calc.Div, change, before), of(figure(m, 4))))
		w.found[len(w.found)-1].with = with // a percentage of another amount
	})
}

// ofItem holds what a paragraph says of an item of the functional classification
// against the sum column of the tables that have its row. Where tables print
// different amounts for it, as those of all funds and of the budget alone do, the text
// is held against one that it agrees with; where it agrees with none of them, nothing
// is said, because it is not known of which it speaks.
func (w *wordings) ofItem(said *figure, names ...string) {
	var cells []*figure
	for n := range w.r.Tables {
		t := &w.r.Tables[n]
		for i, sides := range t.Places() {
			for side, p := range sides {
				if column := sumColumn(t, side); column > 0 && endsIn(p.Path, names) && t.Rows[i].Cells[column-1].Value.Valid {
					cells = append(cells, w.r.cell(n+1, i+1, column))
				}
			}
		}
	}
	if len(cells) == 0 {
		return
	}
	same := true
	var agreeing []*figure
	for _, c := range cells {
		q := w.restated(c, said)
		var f finding.Finding
		q.judge(w.r, &f)
		if f.Outcome == finding.Agrees {
			agreeing = append(agreeing, c)
		}
		same = same && c.read(w.r).value.Cmp(cells[0].read(w.r).value) == 0
	}
	slices.SortStableFunc(agreeing, func(a, b *figure) int { return cmp.Compare(rank(w.r, b), rank(w.r, a)) })
	switch {
	case len(agreeing) > 0:
		w.add(finding.SaidOfRow, names[len(names)-1], w.restated(agreeing[0], said))
	case same:
		w.add(finding.SaidOfRow, names[len(names)-1], w.restated(cells[0], said))
	}
}

// restated says that a text states the amount of a cell, in its own unit of money.
func (w *wordings) restated(cell, said *figure) equation {
	e := of(cell)
	if cell.unit != said.unit {
		e = &expression{Op: calc.Convert, Left: e, Name: said.unit}
	}
	return equation{left: e, right: of(said), sign: "="}
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

// endsIn tells whether a path of labels ends in names.
func endsIn(path, names []string) bool {
	if len(path) < len(names) {
		return false
	}
	for k, name := range names {
		if report.Fold(path[len(path)-len(names)+k]) != report.Fold(name) {
			return false
		}
	}
	return true
}
