package draft_test

import (
	"fmt"
	"slices"
	"testing"
)

// TestAnnexOfTables wants an annex that the contents name beside the parts as a part of its
// own, contents whose leaders are short read as contents, and the name of a body without
// the code that tables print before it.
func TestAnnexOfTables(t *testing.T) {
	d := drafted(t, `<p>附件3.<p align=center>某县新圩中学2024年单位预算<p align=center>目录<p>第一部分 概况……2<p>1.主要职责……2<p>附件：某县新圩中学2024年单位预算表……5
		<p align=center>第一部分 概况<p>一、主要职责<p>（一）实施义务教育。<p align=center>附件：某县新圩中学2024年单位预算表
		<p align=center>收支总表<p>单位：407_某县新圩中学<p>单位：万元<table><tr><td>项目<td>预算数<td>项目<td>预算数<tr><td>收入总计<td>9.00<td>支出总计<td>9.00</table>`)
	for _, q := range d.Questions {
		if !slices.Contains([]string{"name", "short", "slug", "address", "published", "received", "publisher-allows"}, q.Key) {
			t.Errorf("asked %s: %s", q.Key, q.Text)
		}
	}
	r := check(t, d).Report
	if r.UnitName != "某县新圩中学" {
		t.Errorf("got the body %s, want it without its code", r.UnitName)
	}
	got := ""
	for _, l := range r.Outline().ContentsLines() {
		got += fmt.Sprint(l.Text, l.Level, l.To, " ")
	}
	if want := "第一部分 概况0 /sections/1 1.主要职责1 /sections/1#h1 附件：某县新圩中学2024年单位预算表0 /sections/2 "; got != want {
		t.Errorf("got contents %s\nwant %s", got, want)
	}
}
