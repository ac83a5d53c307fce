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

// A table below a line of the contents that leads nowhere is none of the section above it.
func TestApartBelowAnotherLine(t *testing.T) {
	o := report.Outline{
		Front:    report.Front{Contents: []string{"一、编制说明", "二、预算表", "1. 收入预算表", "三、其他说明"}},
		Sections: []report.SectionEntry{{Entry: report.Entry{Number: 1, Title: "2024年编制说明"}, Holds: []int{1}}, {Entry: report.Entry{Number: 2, Title: "其他说明"}}},
		Tables:   []report.Entry{{Number: 1, Title: "收入预算表"}},
	}
	if !o.Apart(1) {
		t.Error("the table is one of 编制说明, want it apart: the contents name it below 预算表")
	}
	o.Contents[1] = "（一）预算表"
	if o.Apart(1) {
		t.Error("the table is apart, want it one of 编制说明: the contents name it two lines below")
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

// A line that names several sections together leads to the first of those that stand in
// its place and end as it does, and one that names the forms to their list.
func TestContentsNameSeveral(t *testing.T) {
	for _, c := range []struct{ lines, titles, want string }{
		{"一、其他说明 二、项目经费情况说明", "其他说明 甲专项经费情况说明 乙专项经费情况说明", "/sections/1 /sections/2"},
		{"一、项目经费情况说明 二、名词解释", "甲专项经费情况说明 乙专项经费情况说明 名词解释", "/sections/1 /sections/3"},
		{"一、其他说明 二、项目经费情况说明", "其他说明 甲专项经费情况说明 采购情况说明", "/sections/1 "},
		{"一、其他说明 二、项目经费情况说明", "甲专项经费情况说明 其他说明", "/sections/2 "},
		{"一、其他说明 二、绩效目标", "其他说明", "/sections/1 /projects"},
		{"一、其他说明 二、绩效目标设置", "其他说明", "/sections/1 "},
	} {
		o := report.Outline{Front: report.Front{Contents: strings.Fields(c.lines)}}
		for i, title := range strings.Fields(c.titles) {
			o.Sections = append(o.Sections, report.SectionEntry{Entry: report.Entry{Number: i + 1, Title: title}})
		}
		if strings.HasSuffix(c.lines, "目标") {
			o.Projects = []report.ProjectEntry{{}}
		}
		var got []string
		for _, l := range o.ContentsLines() {
			got = append(got, l.To.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %s", c.titles, got, c.want)
		}
	}
}

// A line below one that leads to a section leads to a heading of it, where one heading
// alone can be meant.
func TestContentsLeadToHeadings(t *testing.T) {
	tests := []struct {
		name           string
		lines          []string
		headings, want string // of the second section; an address for each line below it
	}{
		{"the same words", []string{"一、 收入（总体）情况", "二、支出情况"}, "一、收入(总体)情况/二、支出情况", "h1 h2"},
		{"other numbers and a leader", []string{"1. 收入情况………… 12", "2. 支出情况\t13"}, "一、收入情况/二、支出情况/三、机构", "h1 h2"},
		{"below a heading", []string{"一、甲", "（一）总体情况", "二、乙", "（一）总体情况"}, "一、甲/（一）总体情况/二、乙/（一）总体情况", "h1 h2 h3 h4"},
		{"words left out, in its place", []string{"一、甲情况", "二、机关经费支出情况说明", "三、丙情况"}, "一、甲情况/二、机关经费情况/三、丙情况", "h1 h2 h3"},
		{"other words in its place", []string{"一、甲情况", "二、机构设置", "三、丙情况"}, "一、甲情况/二、人员情况/三、丙情况", "h1 - h3"},
		{"words left out, one heading more", []string{"一、甲情况", "二、机关经费支出情况"}, "一、甲情况/二、机关经费情况/三、丙情况", "h1 -"},
		{"words left out under other numbers", []string{"一、机关经费支出情况", "二、乙"}, "二、机关经费情况/三、甲", "- -"},
		{"one word alone", []string{"一、甲乙丙", "二、丁"}, "一、甲丙/二、丁情况", "h1 -"},
		{"twice the same words", []string{"总体情况"}, "总体情况/总体情况", "-"},
		{"twice the same words, told by number", []string{"一、甲", "二、甲"}, "一、甲/二、甲", "h1 h2"},
		{"two lines and one heading", []string{"一、甲", "二、甲"}, "三、甲", "- -"},
		{"deeper than the line", []string{"一、总体情况", "二、乙"}, "一、别的/（一）总体情况/二、乙", "- h3"},
		{"the words of another section's heading", []string{"一、主要职能"}, "一、别的", "-"},
	}
	for _, test := range tests {
		o := report.Outline{
			Front: report.Front{Contents: append([]string{"第一部分 概况", "第二部分 说明"}, test.lines...)},
			Sections: []report.SectionEntry{
				{Entry: report.Entry{Number: 1, Title: "第一部分 概况"}, Headings: []report.HeadingEntry{{Level: 1, Text: "一、主要职能"}}},
				{Entry: report.Entry{Number: 2, Title: "第二部分 说明"}},
			},
		}
		for _, text := range strings.Split(test.headings, "/") {
			o.Sections[1].Headings = append(o.Sections[1].Headings, report.HeadingEntry{Level: 1, Text: text})
		}
		var got []string
		for _, l := range o.ContentsLines()[2:] {
			switch {
			case l.To == report.Ref{}:
				got = append(got, "-")
			case l.To.Number == 2:
				got = append(got, l.To.Anchor)
			default:
				got = append(got, l.To.String())
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// A level of print counts as depth also where nothing is numbered.
func TestContentsLeadToLevels(t *testing.T) {
	o := report.Outline{
		Front: report.Front{Contents: []string{"第一部分 概况", "一、机构", "（一）人员", "二、职能", "1. 附则"}},
		Sections: []report.SectionEntry{{Entry: report.Entry{Number: 1, Title: "概况"}, Headings: []report.HeadingEntry{
			{Level: 1, Text: "机构"}, {Level: 2, Text: "人员"}, {Level: 3, Text: "职能"}, {Level: 1, Text: "职能"},
			{Level: 2, Text: "（一）党务"}, {Level: 1, Text: "三、附则"}}}},
	}
	for i, want := range []string{"/sections/1", "/sections/1#h1", "/sections/1#h2", "/sections/1#h4", "/sections/1#h6"} {
		if got := o.ContentsLines()[i].To.String(); got != want {
			t.Errorf("line %d: got %s, want %s", i+1, got, want)
		}
	}
}
