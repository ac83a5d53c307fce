package report_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/report"
)

// A table that is printed after the text of a section stands in it where the contents
// name it below the section, and beside it where they name both alike.
func TestApart(t *testing.T) {
	o := report.Outline{
		Front: report.Front{Contents: []string{"1、编制说明", "2、收入预算表", "3、名词解释", "一、项目表"}},
		Sections: []report.SectionEntry{
			{Entry: report.Entry{Number: 1, Title: "某局编制说明"}, Holds: []int{1, 3}}, {Entry: report.Entry{Number: 2, Title: "名词解释"}, Holds: []int{2}},
		},
		Tables: []report.Entry{{Number: 1, Title: "收入预算表"}, {Number: 2, Title: "项目表"}, {Number: 3, Title: "没有列出的表"}, {Number: 4, Title: "编制说明"}},
	}
	for n, want := range map[int]bool{1: true, 2: false, 3: false, 4: false} {
		if got := o.Apart(n); got != want {
			t.Errorf("table %d: got %t, want %t", n, got, want)
		}
	}
}

// The lines of a contents make a tree by the ways in which they are numbered, and
// lead to parts also where their titles are shorter.
func TestContentsLines(t *testing.T) {
	o := report.Outline{
		Front: report.Front{Contents: []string{
			"第一部分 概况", "一、主要职能", "二、机构", "（一）内设机构", "第二部分 决算表", "一、收入决算表", "1. 支出决算表", "二、部门预算编制说明", "名词解释",
		}},
		Sections: []report.SectionEntry{
			{Entry: report.Entry{Number: 1, Title: "第一部分概况"}}, {Entry: report.Entry{Number: 2, Title: "第二部分 决算表"}},
			{Entry: report.Entry{Number: 3, Title: "2025年部门预算编制说明"}}, {Entry: report.Entry{Number: 4, Title: "某局机构"}}, {Entry: report.Entry{Number: 5, Title: "下属机构"}},
		},
		Tables: []report.Entry{{Number: 1, Title: "收入 决算表"}, {Number: 2, Title: "支出决算表"}},
	}
	var got []string
	for _, l := range o.ContentsLines() {
		got = append(got, fmt.Sprintf("%d %s %s", l.Level, l.Text, l.To))
	}
	want := []string{
		"0 第一部分 概况 /sections/1", "1 一、主要职能 ", "1 二、机构 ", "2 （一）内设机构 ", "0 第二部分 决算表 /sections/2", "1 一、收入决算表 /tables/1",
		"2 1. 支出决算表 /tables/2", "1 二、部门预算编制说明 /sections/3", "2 名词解释 ",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
