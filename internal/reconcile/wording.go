package reconcile

import (
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// direct is what may stand between an item of the classification and its amount.
var direct = regexp.MustCompile(`^(?:支出|预算|决算|年初|全年|安排|数|金额|为|是|[0-9]{4}年度?|[：:，\s])*$`)

// codeBefore is the code of an item that stands in the clause of an amount with its name:
// 行政运行（2010301）, 2010301 行政运行. The groups are the name, the code, the code and the name.
var codeBefore = regexp.MustCompile(`(?:(\p{Han}+)[（(]([12][0-9]{4}(?:[0-9]{2})?)[）)]|(?:^|[^0-9.,])([12][0-9]{4}(?:[0-9]{2})?)\s*[“"]?(\p{Han}+))[^0-9，。；;]*$`)

// ofAll are names by which a text can mean the whole report's amount only. Another one,
// 培训费, may be that of a project: it is held against a row that it agrees with, or none.
var ofAll = regexp.MustCompile(`三公经费|因公出国|公务接待|公务用车|机关运行经费|^(?:本年)?(?:收入|支出)|总计$|财政拨款|一般公共预算|政府性基金|国有资本经营|^(?:基本|项目)支出$|^(?:人员|公用)经费$`)

// ofRows holds amounts against the rows and columns of the tables that they name.
func (w *wordings) ofRows(t *said) {
	spent := false // of the item of the paragraph
	for i, s := range t.all {
		if s.role != level && s.role != final && s.role != budget || !report.IsMoney(s.figure.unit) {
			continue
		}
		planned := s.role == budget
		switch {
		case len(s.items) > 0:
			last := s.items[len(s.items)-1]
			if between := t.text[last.end:s.from]; !planned && direct.MatchString(between) {
				w.ofRow(s, w.tables.ofItem(last.names), strings.Join(last.names, "›"), last.names[len(last.names)-1])
			} else if len(t.items) == 1 && s.role == final && strings.Contains(between, "决算") && !spent {
				w.ofRow(s, w.tables.ofItem(last.names), strings.Join(last.names, "›"), last.names[len(last.names)-1])
			}
		case len(t.items) == 1 && s.role == final && s.label == "" && i > 0 && !spent && len(t.items[0].names) == 3:
			w.ofRow(s, w.tables.ofItem(t.items[0].names), strings.Join(t.items[0].names, "›"), t.items[0].names[2])
		case codeBefore.MatchString(s.behind):
			m := codeBefore.FindStringSubmatch(s.behind)
			code, name := m[2]+m[3], m[1]+m[4]
			w.ofRow(s, w.tables.ofCode(code, name), code, name)
		case len(t.items) == 0 && s.label != "":
			cells := w.tables.of(s.label, planned)
			if !ofAll.MatchString(s.label) {
				cells = w.tables.agreeing(cells, s.figure)
			}
			w.ofRow(s, cells, s.label, s.said)
		}
		spent = spent || s.role == final
	}
}

// ofRow says that a text restates one of some cells, where it is known of which it speaks.
func (w *wordings) ofRow(s statement, cells []*figure, about, name string) {
	if cell := w.tables.choose(cells, s.figure); cell != nil {
		w.add(finding.SaidOfRow, report.Fold(about), finding.Statement{Words: name}, restated(cell, s.figure))
	}
}

// listed holds the parts that a paragraph, or those below it, list against what they are
// parts of.
func (w *wordings) listed(k int) {
	t := &w.texts[k]
	all := lists(t.all, w.earlier, w.names)
	totals := only(t.all)
	if m := contentsOf.FindStringSubmatch(t.text); m != nil && len(t.all) == 0 {
		if total, ok := calledLast(w.earlier, bareName(m[1], w.names)); ok {
			totals = []statement{total}
		}
	}
	if totals != nil && listBelow.MatchString(t.text) {
		var rest [][]statement
		var texts []string
		for _, below := range w.texts[k+1:] {
			if below.heading {
				break
			}
			rest, texts = append(rest, below.all), append(texts, below.text)
		}
		all = append(all, below(totals, rest, texts)...)
	}
	for _, l := range all {
		w.list(t, l)
	}
}

func (w *wordings) list(t *said, l list) {
	var parts []*figure
	for _, s := range l.parts {
		parts = append(parts, s.figure)
	}
	total := l.total
	if l.unclear {
		var f finding.Finding
		if equal(sum(parts), of(total.figure)).judge(w.r, &f); f.Outcome != finding.Agrees && f.Outcome != finding.Rounding {
			return
		}
	}
	if l.end != nil {
		w.add(finding.SaidTwice, l.total.label, finding.Statement{Words: l.total.said}, equation{left: of(l.total.figure), right: of(l.end.figure), sign: "="})
		total = *l.end
	}
	if len(l.parts) > 1 || !w.hasShare(t.all, l.parts[0]) {
		w.add(finding.SaidPart, t.called(l.total), finding.Statement{Words: l.total.said}, w.sumOf(parts, total, l.whole))
	}
	for _, part := range parts {
		w.follow(total.figure, part)
	}
}

// follow notes that a total differs from its cell for the reason for which a part differs
// from its own: by as much.
func (w *wordings) follow(total, part *figure) {
	of := func(said *figure) (int, finding.Finding) {
		var f finding.Finding
		i := slices.IndexFunc(w.found, func(r relation) bool {
			return r.says.Pattern == finding.SaidOfRow && r.rule.(equation).right.Figure == said
		})
		if i >= 0 {
			w.found[i].rule.judge(w.r, &f)
		}
		return i, f
	}
	i, a := of(total)
	j, b := of(part)
	if a.Outcome == finding.Disagrees && b.Outcome == finding.Disagrees && a.Difference == b.Difference {
		w.follows = append(w.follows, [2]int{i, j})
	}
}

// hasShare tells whether a statement is followed by its share, which says more.
func (w *wordings) hasShare(all []statement, part statement) bool {
	at := slices.IndexFunc(all, func(s statement) bool { return s.figure == part.figure })
	return at >= 0 && at+1 < len(all) && all[at+1].role == share
}

// sumOf says that parts add up to a total, or, where others may be left out and they do
// not, that they come to no more than it.
func (w *wordings) sumOf(parts []*figure, total statement, whole bool) equation {
	q := equation{left: sum(parts), right: of(total.figure), sign: "="}
	if len(parts) == 1 && !whole {
		q.sign = "≤"
		return q
	}
	var f finding.Finding
	if q.judge(w.r, &f); !whole && f.Outcome == finding.Disagrees {
		q.sign = "≤"
	}
	return q
}

// amount is the amount that a statement without figures speaks of: that of a name which
// was stated last, else that of the tables where it is the same in all.
func (w *wordings) amount(all []statement, name string) *figure {
	if s, ok := calledLast(all, name); ok {
		return s.figure
	}
	if s, ok := calledLast(w.earlier, name); ok {
		return s.figure
	}
	return w.alike(w.tables.of(name, false))
}

// alike is the first of some cells that all state the same, else nil.
func (w *wordings) alike(cells []*figure) *figure {
	for _, c := range cells {
		if c.read(w.r).value.Cmp(cells[0].read(w.r).value) != 0 {
			return nil
		}
	}
	if len(cells) == 0 {
		return nil
	}
	return cells[0]
}
