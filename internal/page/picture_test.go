package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/chart"
	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// A picture without title, description, figures, or an address and a full name of each
// part is none.
func TestPictureIsComplete(t *testing.T) {
	whole := func() Picture {
		return Picture{Slug: "x", Title: "图", Description: "说明。", Flow: &FlowPicture{
			Nodes: []FlowNode{{Href: "/a#r1c1", Name: "基本支出 1.00 万元"}}, Rows: []FlowRow{{}},
		}}
	}
	if err := whole().complete(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(*Picture){
		"without title":  func(p *Picture) { p.Title = "" },
		"no description": func(p *Picture) { p.Description = "" },
		"no figures":     func(p *Picture) { p.Flow.Rows = nil },
		"no address":     func(p *Picture) { p.Flow.Nodes[0].Href = "" },
		"no name":        func(p *Picture) { p.Flow.Nodes[0].Name = "" },
	} {
		p := whole()
		spoil(&p)
		if err := p.complete(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}

// The table of a flow has numbers of its own, and not those of the table that the
// figures stand in.
func TestFlowNamesWithoutNumbers(t *testing.T) {
	item := func(label string) picture.Item {
		return picture.Item{Label: label, Text: "1.00", Unit: "万元", Value: decimal.NewNullDecimal(decimal.New(100, -2)), Ref: report.TableRef(1).Cell(1, 2)}
	}
	o := report.Outline{Front: report.Front{Key: report.Key{Unit: "yangli", Year: 2030, Kind: "budget"}}}
	p := newView(o, report.Ref{}).flowPicture(&picture.Flow{
		Whole: item("收入总计"), Sources: []picture.Item{item("一、拨款")}, Kinds: []picture.Kind{{Item: item("基本支出")}},
	})
	for _, r := range p.Flow.Rows {
		if strings.Contains(r.Label.Text, "、") {
			t.Errorf("got the name %s, want it without its number", r.Label.Text)
		}
	}
	if len(p.Flow.Rows) != 3 {
		t.Errorf("got %d rows, want 3", len(p.Flow.Rows))
	}
}

// A text is shown from the width on at which it fits with half an em to spare.
func TestTier(t *testing.T) {
	for _, test := range []struct {
		width chart.Percent
		text  string
		want  int
	}{
		{100_00, "收入总计", 0},
		{31_04, "基本支出", 0}, // 4.5 em of 14.5
		{31_00, "基本支出", 1},
		{15_00, "基本支出", 2},
		{10_23, "基本支出", 3}, // 4.5 em of 44
		{10_20, "基本支出", 4},
		{0, "", 4},
	} {
		if got := tier(test.width, test.text); got != test.want {
			t.Errorf("%s in %s: got %d, want %d", test.text, test.width, got, test.want)
		}
	}
}

// The title of an image breaks between its words, and within one that is wider alone.
func TestTitleLines(t *testing.T) {
	for _, test := range []struct {
		title string
		width chart.Em
		want  []string
	}{
		{"2021 年深圳市福田区政务服务数据管理局 (本级) 部门预算报告", 2454, []string{"2021 年深圳市福田区政务服务", "数据管理局 (本级) 部门预算报告"}},
		{"部门决算", 400, []string{"部门决算"}},
		{"无人知晓之名无人知晓之名", 500, []string{"无人知晓之", "名无人知晓", "之名"}},
	} {
		if got := titleLines(test.title, test.width); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.title, got, test.want)
		}
	}
}

// What pictures say in their own sentences is a name, as one would read it aloud.
func TestNamesInPictures(t *testing.T) {
	for label, want := range map[string]string{
		"一、基本支出": "基本支出", "[201]一般公共服务支出": "一般公共服务支出", "20101 人大事务": "人大事务",
		"收 入 总 计": "收入总计", "2024年预算 数": "2024年预算 数", "301": "301",
	} {
		if got := nameOf(picture.Item{Label: label}); got != want {
			t.Errorf("%s: got %q, want %q", label, got, want)
		}
	}
}
