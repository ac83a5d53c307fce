package page

import (
	"fmt"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// checksAnswer says in a sentence or two whether the figures of a report add up, and of
// how many nothing is known.
func checksAnswer(t report.Tally) string {
	var parts []string
	for _, part := range []struct {
		n    int
		form string
	}{
		{t.Agree, "%d 组对得上"}, {t.Rounded, "%d 组只差四舍五入的尾数"}, {t.Disagree, "%d 组对不上"}, {t.Unchecked, "%d 组无法核对"},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf(part.form, part.n))
		}
	}
	if len(parts) == 0 {
		return "没有可以互相核对的数字。"
	}
	text := fmt.Sprintf("核对了 %d 组数字：%s。", t.Total(), strings.Join(parts, "，"))
	var kinds []string
	for _, kind := range []struct {
		form         string
		all, unbound int
	}{{"表里的数共 %d 个", t.Figures - t.Prose, t.Unbound - t.Untold}, {"正文里的金额 %d 个", t.Prose, t.Untold}} {
		if kind.all > 0 {
			kinds = append(kinds, fmt.Sprintf(kind.form, kind.all)+"，"+notCompared(kind.unbound, kind.all))
		}
	}
	if kinds == nil {
		return text
	}
	return text + strings.Join(kinds, "；") + "。"
}

// notCompared says of how many of all figures nothing is known.
func notCompared(n, all int) string {
	switch n {
	case 0:
		return "都核对到了"
	case all:
		return "都没有核对"
	}
	return fmt.Sprintf("%d 个没有核对", n)
}

// uncovered says how many of all were not compared.
func uncovered(n, all int, of string) string {
	switch n {
	case 0:
		return "都核对了"
	case all:
		return "都未核对"
	}
	return fmt.Sprintf("其中 %d %s未核对", n, of)
}

// coverage says which figures of a report take part in a check and which do not.
func coverage(c finding.Coverage) string {
	text := fmt.Sprintf("表格里的 %d 个数字，有 %d 个至少参加了一项核对。", c.Cells, c.CellsCovered)
	if c.Prose > 0 {
		text += fmt.Sprintf("正文 %d 个金额，%s。", c.Prose, uncovered(c.Prose-c.ProseCovered, c.Prose, "个"))
	}
	if forms := c.Amounts - c.Prose; forms > 0 {
		text += fmt.Sprintf("附表的文字和申报表里 %d 个金额，%s。", forms, uncovered(forms-(c.AmountsCovered-c.ProseCovered), forms, "个"))
	}
	if c.Others > 0 {
		text += fmt.Sprintf("其余 %d 处数量和百分比，%s。", c.Others, uncovered(c.Others-c.OthersCovered, c.Others, "处"))
	}
	if len(c.Apart) > 0 {
		var parts []string
		for _, a := range c.Apart {
			parts = append(parts, fmt.Sprintf("%s %d 处", wording.Class(a.Class), a.Count))
		}
		text += "不算作数的：" + strings.Join(parts, "、") + "。"
	}
	return text
}

// madeOn says which version of the findings this is, and since when there is it.
func madeOn(t report.Tally) string {
	switch {
	case t.Version == "":
		return ""
	case t.Date == "":
		return checksVersion(t) + "。"
	}
	return checksVersion(t) + "，" + t.Date + " 核对得出。"
}
