package reconcile

import (
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// changedFrom is the amount that has changed by the i-th statement, with its name, also as
// it is printed; nil where it is not known which.
func (w *wordings) changedFrom(t *said, i int) (now *figure, name, printed string) {
	all, s := t.all, t.all[i]
	if s.label != "" {
		return w.amount(all[:i], s.label), s.label, s.said
	}
	at := i - 1
	for at >= 0 && all[at].depth == s.depth && (all[at].role == share || all[at].role == done) {
		at-- // 万元，占95%。较上年增加 …
	}
	if at < 0 || !all[at].isLevel() || all[at].depth != s.depth {
		return nil, "", ""
	}
	last := all[at]
	switch {
	case last.sentence == s.sentence && !strings.ContainsAny(s.behind, "；;"):
		return last.figure, t.called(last), t.printed(last)
	case last.sentence == s.sentence-1 && s.based && (at == 0 || !all[at-1].isLevel() || all[at-1].sentence < last.sentence):
		return last.figure, t.called(last), t.printed(last)
	}
	return nil, "", ""
}

// itemOf is what is stated before the i-th statement since its sentence or its item of a
// list began: after a semicolon.
func itemOf(all []statement, i int) []statement {
	at := i
	for at > 0 && all[at-1].sentence == all[i].sentence && !strings.ContainsAny(all[at].behind, "；;") {
		at--
	}
	return all[at:i]
}

// meant tells whether what is said of an amount can be said of it only: it holds, or it
// would not hold of another one that is stated before it either.
func (w *wordings) meant(says func(*figure) equation, of *figure, all []statement) bool {
	fails := func(f *figure) bool {
		var found finding.Finding
		says(f).judge(w.r, &found)
		return found.Outcome == finding.Disagrees
	}
	return !fails(of) || !slices.ContainsFunc(all, func(s statement) bool {
		return s.isLevel() && s.figure != of && s.figure.unit == of.unit && s.figure.value.Sign() != 0 && !fails(s.figure)
	})
}

// risen says that an amount is not less than what it is said to have risen by.
func (w *wordings) risen(t *said, i int) {
	all, s := t.all, t.all[i]
	if i+1 < len(all) && all[i+1].role == rate && all[i+1].sentence == s.sentence || !report.IsMore(s.change) || !s.based {
		return
	}
	now, name, printed := w.changedFrom(t, i)
	rise := func(now *figure) equation { return equation{left: of(s.figure), right: of(now), sign: "≤"} }
	if now != nil && now.unit == s.figure.unit && w.meant(rise, now, itemOf(all, i)) {
		w.add(finding.SaidRise, name, finding.Statement{Words: s.change, Of: printed}, rise(now))
	}
}

// changed holds a rate against the amounts of which it is that of the change.
func (w *wordings) changed(t *said, i int) {
	s := t.all[i]
	if i == 0 || t.all[i-1].sentence != s.sentence || t.all[i-1].depth != s.depth {
		return
	}
	last := t.all[i-1]
	more := report.IsMore(s.change)
	switch {
	case last.role == change && report.IsMore(last.change) == more && s.label == "":
		now, name, printed := w.changedFrom(t, i-1)
		if now == nil || !report.IsMoney(now.unit) {
			return
		}
		op := calc.Add
		if more {
			op = calc.Sub
		}
		ratio := func(now *figure) equation {
			return equal(binary(calc.Div, of(last.figure), binary(op, in(now, last.figure.unit), of(last.figure))), of(s.figure))
		}
		if w.meant(ratio, now, itemOf(t.all, i-1)) {
			w.add(finding.SaidChange, name, finding.Statement{Words: s.change, Of: printed}, ratio(now))
		}
	case last.isLevel() && i > 1 && t.all[i-2].role == before && t.all[i-2].sentence == s.sentence && t.all[i-2].figure.unit == last.figure.unit:
		with := w.again(t, last)
		before, now := of(t.all[i-2].figure), of(last.figure)
		difference := binary(calc.Sub, now, before)
		if !more {
			difference = binary(calc.Sub, before, now)
		}
		w.add(finding.SaidChange, t.called(last), finding.Statement{Words: s.change, Of: t.printed(last)}, equal(binary(calc.Div, difference, before), of(s.figure)))
		if with >= 0 {
			w.follows = append(w.follows, [2]int{len(w.found) - 1, with}) // a percentage of another amount
		}
	}
}

// again says that the paragraph of an item states its amount twice: “…（项）”9万元 and
// 2024年预算安排9万元. It returns which relation says so, −1 for none.
func (w *wordings) again(t *said, now statement) (found int) {
	first := slices.IndexFunc(t.all, func(s statement) bool { return len(s.items) > 0 })
	if len(t.items) != 1 || first < 0 || t.all[first].figure == now.figure || t.all[first].figure.unit != now.figure.unit {
		return -1
	}
	names := t.items[0].names
	w.add(finding.SaidTwice, t.called(now), finding.Statement{Words: names[len(names)-1]}, equation{left: of(t.all[first].figure), right: of(now.figure), sign: "="})
	return len(w.found) - 1
}

// shared holds a share against the amounts of which it is that.
func (w *wordings) shared(all []statement, i int) {
	s := all[i]
	if i == 0 || !all[i-1].isLevel() || all[i-1].sentence != s.sentence || all[i-1].depth != s.depth {
		return
	}
	part := all[i-1]
	var whole *figure
	name := s.said
	if s.of != "" {
		whole = w.amount(all[:i-1], s.of)
	} else if total := w.wholeOf(all, i-1); total != nil {
		whole, name = total.figure, total.said
	}
	if whole == nil || whole == part.figure || !report.IsMoney(whole.unit) || whole.read(w.r).value.Sign() == 0 {
		return
	}
	ratio := func(whole *figure) equation {
		return equal(binary(calc.Div, of(part.figure), in(whole, part.figure.unit)), of(s.figure))
	}
	if w.meant(ratio, whole, all[:i-1]) {
		w.add(finding.SaidShare, part.label, finding.Statement{Words: part.said, Of: name}, ratio(whole))
	}
}

// wholeOf is what the i-th statement is listed as a part of, where each part has its own
// share or there is but one; else nil.
func (w *wordings) wholeOf(all []statement, i int) *statement {
	for _, l := range lists(all, w.earlier, w.names) {
		mine := false
		shares := 0
		for _, part := range l.parts {
			mine = mine || part.figure == all[i].figure
			at := slices.IndexFunc(all, func(s statement) bool { return s.figure == part.figure })
			if at+1 < len(all) && all[at+1].role == share && all[at+1].of == "" {
				shares++
			}
		}
		if mine && shares == len(l.parts) {
			return &l.total
		}
	}
	return nil
}

// done holds the percentage of a budget that was spent against both amounts.
func (w *wordings) done(t *said, i int) {
	all := t.all
	s := all[i]
	if i == 0 || !all[i-1].isLevel() || all[i-1].role == budget || all[i-1].role == whole || all[i-1].depth != s.depth {
		return
	}
	spent := all[i-1]
	var planned []*figure
	stated := false
	for j := i - 2; j >= 0 && all[j].sentence == spent.sentence && (all[j].role == budget || all[j].role == whole) && (all[j].label == spent.label || spent.label == ""); j-- {
		stated = true
		first := strings.HasPrefix(s.of, "年初") && all[j].role == budget
		year := (strings.HasPrefix(s.of, "全年") || strings.HasPrefix(s.of, "调整")) && all[j].role == whole
		if first || year || !strings.HasPrefix(s.of, "年初") && !strings.HasPrefix(s.of, "全年") && !strings.HasPrefix(s.of, "调整") {
			planned = append(planned, all[j].figure)
		}
	}
	switch {
	case !stated && spent.label != "":
		if cell := w.alike(w.tables.of(spent.label, true)); cell != nil {
			planned = []*figure{cell}
		}
	case len(planned) > 1:
		return // two budgets could be meant
	}
	if len(planned) != 1 {
		return
	}
	if a := planned[0].read(w.r).value; a.Sign() == 0 && spent.figure.value.Sign() == 0 {
		return // nought of nought is any percentage
	}
	w.add(finding.SaidDone, t.called(spent), finding.Statement{Of: t.printed(spent)}, equal(binary(calc.Div, of(spent.figure), in(planned[0], spent.figure.unit)), of(s.figure)))
}

var (
	sayEven = regexp.MustCompile(`^\s*(?:万元|元|亿元)?[，,]\s*(?:比|较|与|同|和)` + report.BasePattern() + `(?:相比)?(?:，)?持平`)
	sayLike = regexp.MustCompile(`(?:决算数|^[万元，,\s]*)(?:同|与|和)(年初|全年|调整)?预算数?(?:相比)?持平`)
	sayLess = regexp.MustCompile(`决算数(小于|低于|少于|大于|高于|多于)(年初|全年|调整)?预算数(?:的|，|。|主要)`)
)

// even holds two amounts against the words that say how they compare: that they are the
// same, or that more or less was spent than budgeted.
func (w *wordings) even(t *said, i int) {
	s := t.all[i]
	if i == 0 || t.all[i-1].figure.unit != s.figure.unit || t.all[i-1].sentence != s.sentence {
		return
	}
	last := t.all[i-1]
	if last.role == before {
		if sayEven.MatchString(t.text[s.to:]) {
			w.again(t, s)
			w.add(finding.SaidEven, t.called(s), finding.Statement{Of: t.printed(s)}, equation{left: of(last.figure), right: of(s.figure), sign: "="})
		}
		return
	}
	if s.role != final || last.role != budget && last.role != whole || last.label != s.label && s.label != "" {
		return
	}
	rest := t.text[s.to:]
	if i+2 < len(t.all) {
		rest = t.text[s.to:t.all[i+2].from]
	}
	named := func(word string) bool {
		two := i > 1 && (t.all[i-2].role == budget || t.all[i-2].role == whole) && t.all[i-2].sentence == s.sentence
		switch word {
		case "年初":
			return last.role == budget
		case "全年", "调整":
			return last.role == whole
		}
		return !two
	}
	if m := sayLike.FindStringSubmatch(rest); m != nil && named(m[1]) {
		w.add(finding.SaidEven, t.called(s), finding.Statement{Of: t.printed(s)}, equation{left: of(last.figure), right: of(s.figure), sign: "="})
	}
	if m := sayLess.FindStringSubmatch(rest); m != nil && named(m[2]) && s.figure.value.Cmp(last.figure.value) != 0 {
		// Amounts that are printed alike may differ in digits that are not.
		sign := "≤"
		if strings.ContainsAny(m[1], "大高多") {
			sign = "≥"
		}
		w.add(finding.SaidMore, t.called(s), finding.Statement{Words: "决算数" + m[1] + m[2] + "预算数", Of: t.printed(s)}, equation{left: of(s.figure), right: of(last.figure), sign: sign})
	}
}
