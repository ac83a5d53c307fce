package reconcile

import (
	"strings"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// targetsEntry says that an indicator in the form around a table and in a
// project's form has the same target.
type targetsEntry struct {
	Key, Table string
}

// targets finds the indicators that the form around a table and exactly one
// project's form have in common. What several forms call by one name, such as
// the satisfaction of the staff, is a different thing in each.
func (l *loading) targets(where []any, e targetsEntry) {
	if !l.present(where, "key", e.Key, "table", e.Table) {
		return
	}
	t, err := l.resolve.table(e.Table)
	if err != nil {
		l.Fail(append(where, "table"), "%v", err)
		return
	}
	if t == nil {
		return // that the table is missing is said by those that ask for it
	}
	if t.Form == nil {
		l.Fail(append(where, "table"), "%s has no indicators: name a table that is a form", t.Label)
		return
	}
	whole := indicators(*t.Form, report.TableRef(t.Number), finding.Place{Table: t.Called()})
	parts := map[string][]passage{}
	for i := range l.resolve.r.Projects {
		p := &l.resolve.r.Projects[i]
		for _, one := range indicators(p.Form, report.ProjectRef(p.Number), finding.Place{Project: p.Name}) {
			parts[one.name] = append(parts[one.name], one.passage)
		}
	}
	count := map[string]int{}
	for _, one := range whole {
		count[one.name]++
	}
	for _, one := range whole {
		if count[one.name] == 1 && len(parts[one.name]) == 1 {
			l.add(where, relation{
				key: e.Key + "." + one.name, family: finding.Targets,
				says: finding.Statement{Pattern: finding.SameTarget, Words: one.content},
				rule: sameTarget{one.passage, parts[one.name][0]},
			})
		}
	}
}

// indicator is an indicator that has a target, by its folded content.
type indicator struct {
	name, content string
	passage       passage
}

// indicators lists the indicators of a form that measure something.
func indicators(form report.Form, ref report.Ref, around finding.Place) []indicator {
	var found []indicator
	for k, i := range form.Indicators {
		content := strings.Join(i.Content, "")
		if i.NoTarget || content == "" || content == "不适用" {
			continue
		}
		found = append(found, indicator{report.Fold(content), content, passage{
			at(around, finding.Indicator, content),
			[]paragraph{{ref.IndicatorCell(k+1, 4), 0, i.Target}},
		}})
	}
	return found
}

// sameTarget says that two targets are the same, in words or in figures.
type sameTarget struct{ a, b passage }

func (s sameTarget) figures(visit func(*figure)) {
	visit(s.a.target())
	visit(s.b.target())
}

func (s sameTarget) judge(r *reading, f *finding.Finding) {
	a, b := s.a.target(), s.b.target()
	f.Operands = []finding.Operand{a.operand(r, "")}
	f.Stated = b.operand(r, "")
	f.Unit, f.Sign = b.unit, "="
	defer func() {
		var formula line
		formula.figure(a.text)
		formula.WriteString(map[finding.Outcome]string{finding.Agrees: " = ", finding.Disagrees: " ≠ ", finding.Unchecked: " 与 "}[f.Outcome])
		formula.figure(b.text)
		formula.set(f)
	}()
	textA, textB := s.a.paragraphs[0].text, s.b.paragraphs[0].text
	f.Reason = finding.Reason{Claim: finding.Target, Words: []string{textA, textB}}
	switch {
	case textA == "" || textB == "":
		f.Outcome = finding.Unchecked
	case sameSense(textA) == sameSense(textB):
		f.Outcome = finding.Agrees
	case a.value != nil && b.value != nil && calc.CountedAs(a.unit) == calc.CountedAs(b.unit) && oneBound(a, b):
		// 100% beside ≥100% is the same figure; beside ≥98% it keeps to the bound
		f.Outcome = finding.Agrees
		if a.value.Cmp(b.value) != 0 {
			f.Outcome = finding.Disagrees
			if a.keeps(b) || b.keeps(a) {
				f.Outcome, f.Reason.Doubt = finding.Unchecked, finding.Floor
			}
		}
	default:
		f.Outcome = finding.Disagrees
	}
}

// sameSense writes a target in one of the ways in which it may be printed.
func sameSense(text string) string {
	text = report.Fold(text)
	for _, way := range [][3]string{{"不少于", "", "≥"}, {"不低于", "", "≥"}, {"", "以上", "≥"}, {"不超过", "", "≤"}, {"不高于", "", "≤"}, {"", "以内", "≤"}} {
		begun, isBegun := strings.CutPrefix(text, way[0])
		ended, isEnded := strings.CutSuffix(begun, way[1])
		if isBegun && isEnded {
			return way[2] + ended
		}
	}
	return text
}
