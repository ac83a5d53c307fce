package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// CheckSubject is a list of findings about one thing: a project, a table or a section.
type CheckSubject struct {
	ID, Title string
	Says      string // how many they are, with the largest difference of money: 2 组，最大相差 30.2万元
	Checks    []CheckView
}

// subjectOf names what a finding is about, as one reads: the project's form that takes
// part in it, else the table, else the section.
func (v *view) subjectOf(f *finding.Finding) string {
	project, table := f.Says.Project, ""
	for _, o := range append([]finding.Operand{f.Stated}, f.Operands...) {
		project = cmp.Or(project, o.Place.Project)
		if table == "" && o.Ref.Part == report.TablePart {
			table = partName(v.outline, o.Ref)
		}
	}
	if project != "" {
		return wording.Project(project)
	}
	if table != "" {
		return table
	}
	return partName(v.outline, f.At())
}

// moneyGap is the difference that a finding tells, without its sign, in 元; false where it is
// none of money.
func moneyGap(f *finding.Finding) (decimal.Decimal, bool) {
	value, err := decimal.NewFromString(strings.NewReplacer(",", "", "−", "", "-", "", "+", "").Replace(f.Difference))
	if err != nil {
		return value, false
	}
	return report.Yuan(value, report.MoneyUnit(f.Unit))
}

// bySubject lists findings by what they are about, that with the largest difference of
// money first; those without one keep their order behind them.
func (v *view) bySubject(id string, findings []*finding.Finding) []CheckSubject {
	var subjects []CheckSubject
	most := map[string]decimal.Decimal{}
	for _, f := range findings {
		name := v.subjectOf(f)
		at := slices.IndexFunc(subjects, func(s CheckSubject) bool { return s.Title == name })
		if at < 0 {
			at = len(subjects)
			subjects = append(subjects, CheckSubject{Title: name})
		}
		c := v.check(f)
		c.Title = strings.TrimPrefix(c.Title, name+"：")
		subjects[at].Checks = append(subjects[at].Checks, c)
		if money, ok := moneyGap(f); ok && money.GreaterThan(most[name]) {
			most[name] = money
			subjects[at].Says = "相差 " + strings.TrimLeft(wording.Signed(f), "+−")
		}
	}
	slices.SortStableFunc(subjects, func(a, b CheckSubject) int { return most[b.Title].Cmp(most[a.Title]) })
	for i := range subjects {
		s := &subjects[i]
		s.ID = v.anchor(fmt.Sprintf("%s-%d", id, i+1))
		count := fmt.Sprintf("%d 组", len(s.Checks))
		switch {
		case s.Says == "":
			s.Says = count
		case len(s.Checks) > 1:
			s.Says = count + "，最大" + s.Says
		default:
			s.Says = count + "，" + s.Says
		}
	}
	return subjects
}

// severity says how bad it is that figures do not agree: where they stand, how much it
// is at most, and what does not follow from it.
func severity(findings []finding.Finding) string {
	checked, wanting := map[finding.Family]bool{}, map[finding.Family]int{}
	all, between, most := 0, 0, decimal.Zero // between: of a text and a table
	var largest *finding.Finding
	for i := range findings {
		f := &findings[i]
		checked[f.Family] = true
		if f.Outcome != finding.Disagrees || f.Fold != "" || f.Family == finding.Completeness {
			continue
		}
		all++
		wanting[f.Family]++
		if f.Family == finding.Prose && slices.ContainsFunc(append([]finding.Operand{f.Stated}, f.Operands...), func(o finding.Operand) bool { return o.Ref.Part == report.TablePart }) {
			between++
		}
		if money, ok := moneyGap(f); ok && money.GreaterThan(most) {
			most, largest = money, f
		}
	}
	if all == 0 {
		return "没有对不上的。对得上，也不等于数字一定正确。"
	}
	var held, where, in []string
	for _, w := range []struct {
		is    bool
		list  *[]string
		words string
	}{
		{checked[finding.Within], &held, "附表里各项相加"}, {checked[finding.Across], &held, "各表之间"},
		{between > 0, &where, "文字说明同附表之间"},
		{wanting[finding.Prose] > between, &in, "文字说明"}, {wanting[finding.Forms] > 0, &in, "项目申报表"}, {wanting[finding.Targets] > 0, &in, "绩效目标"},
	} {
		if w.is {
			*w.list = append(*w.list, w.words)
		}
	}
	if len(in) > 0 {
		where = append(where, strings.Join(in, "、")+"里")
	}
	text := "对不上的在" + strings.Join(where, "、")
	if len(held) > 0 {
		text = strings.Join(held, "、") + "都没有对不上的；" + text
	}
	if inTables := wanting[finding.Within] + wanting[finding.Across]; inTables > 0 {
		text = fmt.Sprintf("附表的合计或各表之间有 %d 组对不上", inTables)
	}
	if largest != nil {
		text += "，金额最大的一处相差 " + strings.TrimLeft(wording.Signed(largest), "+−")
	}
	return text + "。对不上不等于有问题：可能是原文笔误，也可能是提取文字时的差错，这里不判断原因。"
}

// sameReason lists what fails for the reason for which another finding fails.
func (v *view) sameReason(findings []finding.Finding) CheckGroup {
	g := CheckGroup{ID: v.anchor("same-reason"), Title: "与上面某一项是同一个原因", Of: "组", Explanation: "这几组也对不上，原因与上面的某一组相同，所以不另外计数。"}
	var same []*finding.Finding
	for i := range findings {
		if findings[i].Fold == finding.SameReason {
			same = append(same, &findings[i])
		}
	}
	g.Count, g.Subjects = len(same), v.bySubject("same-reason", same)
	return g
}
