package page

import (
	"strconv"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// Standing says in one sentence how the figures of a part stand with others,
// with the way to their checks.
type Standing struct {
	Text string
	Link Link
}

// standing is nil for a part of which no figure takes part in a check. The
// signs that stand in the part are explained in it.
func (v *view) standing() *Standing {
	count := map[finding.Outcome]int{}
	held := map[finding.Family]bool{}
	all, others := 0, 0
	for ref, figures := range v.bound {
		if ref.Part != v.ref.Part || ref.Number != v.ref.Number {
			continue
		}
		for _, b := range figures {
			outcome := signed(b)
			if outcome == finding.Agrees && wanting(b.Relations) != "" {
				others++
			}
			for _, r := range b.Relations {
				held[r.Family] = true
			}
			count[outcome]++
			all++
		}
	}
	if all == 0 {
		return nil
	}
	where := "这张表"
	if v.ref.Part == report.SectionPart {
		where = "这一部分"
	}
	var words []string
	for _, w := range []struct {
		outcome finding.Outcome
		words   string
	}{
		{finding.Disagrees, "对不上"}, {finding.Rounding, "只差四舍五入的尾数"}, {finding.Unchecked, "无法核对"},
	} {
		if n := count[w.outcome]; n > 0 {
			words = append(words, "标 "+outcomeSigns[w.outcome]+" 的 "+strconv.Itoa(n)+" 个"+w.words)
		}
	}
	if others > 0 {
		words = append(words, " "+strconv.Itoa(others)+" 个所在的另一组有出入，不在这个数上")
	}
	s := &Standing{Text: where + "有 " + strconv.Itoa(all) + " 个数字参加了核对" + heldAgainst(v.ref.Part, held) + "，", Link: Link{Text: "看逐个核对", Href: v.href(v.ref.Checks())}}
	if v.onPrint {
		s.Link = Link{Text: "见数字核对", Href: v.href(report.Ref{Part: report.ChecksPart})}
	}
	if len(words) == 0 {
		s.Text += "都对得上。"
	} else {
		s.Text += "其中" + strings.ReplaceAll(strings.Join(words, "，"), "， ", "，") + "。"
	}
	return s
}

// heldAgainst says what the figures of a part were held against, by the families of
// their relations.
func heldAgainst(part report.Part, held map[finding.Family]bool) string {
	across, prose := "同其他附表里的数", "同正文里的数"
	if part == report.SectionPart {
		prose = "同附表里的数和正文自己的算式"
	} else if part == report.ProjectPart {
		across, prose = "同附表里的数", "同正文里的数"
	}
	var words []string
	for _, w := range []struct {
		family finding.Family
		words  string
	}{
		{finding.Within, "表内各项相加"}, {finding.Across, across}, {finding.Prose, prose},
		{finding.Forms, "同项目申报表里的数和算式"}, {finding.Targets, "同绩效目标和写明的数量"}, {finding.Completeness, "同规定要写的内容"},
	} {
		if held[w.family] {
			words = append(words, w.words)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "（" + strings.Join(words, "，") + "）"
}
