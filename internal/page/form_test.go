package page_test

import (
	"fmt"
	"testing"

	"disclosure/internal/page"
)

func projectView() page.ProjectView {
	r := sample()
	return site.Project(r.Outline(), &r.Projects[0], nil).ProjectView
}

func TestFields(t *testing.T) {
	f := projectView().Form
	for i, want := range []string{
		"f1 项目名称 short=true f1p1:网络服务",
		"f2 金额（万元） short=true f2p1:476.00",
		"f3 用途 short=false f3p1:第一段，属于项目支出。 f3p2:第二段，项目支出 2.40 万元。",
		"f4 备注 short=true f4p1:",
		"f5 概况 short=false f5p1:特设此项目。", // a sentence, however short
	} {
		field := f.Fields[i]
		got := fmt.Sprintf("%s %s short=%t", field.ID, field.Name, field.Short)
		for _, p := range field.Paragraphs {
			got += " " + p.ID + ":" + p.Text.String()
		}
		if got != want {
			t.Errorf("field %d: got %q, want %q", i+1, got, want)
		}
	}
	if got := f.Fields[1].Paragraphs[0].Text; len(got) != 1 || got[0].Value != "476.00" {
		t.Errorf("amount field: got %+v, want one run with the value 476.00", got)
	}
	for k, p := range f.Fields[2].Paragraphs { // a term is marked in each paragraph, its class only at its first mention
		want := []string{"term term-1", "term"}[k]
		var got string
		for _, r := range p.Text {
			if r.Term != nil {
				got = r.Term.Class
			}
		}
		if got != want {
			t.Errorf("paragraph %d: got class %q for the term, want %q", k+1, got, want)
		}
	}
}

// A level cell that spans rows carries its first row's id; the rows below have
// none in that column.
func TestIndicators(t *testing.T) {
	rows := projectView().Form.Indicators
	for k, want := range [][]string{
		{"i1c1 1x1 ih1", "i1c2 1x1 ih2 i1c1", "i1c3 1x2 ih3 i1c1 i1c2"},
		{"i2c1 3x1 ih1", "i2c2 2x1 ih2 i2c1", "i2c3 1x1 ih3 i2c1 i2c2", "i2c4 1x1 ih4 i2c1 i2c2 hi2c3"},
		{"i3c3 1x1 ih3 i2c1 i2c2", "i3c4 1x1 ih4 i2c1 i2c2 hi3c3"},
		{"i4c2 1x1 ih2 i2c1", "i4c3 1x1 ih3 i2c1 i4c2", "i4c4 1x1 ih4 i2c1 i4c2 hi4c3"},
	} {
		var got []string
		for _, c := range rows[k].Cells {
			got = append(got, fmt.Sprintf("%s %dx%d %s", c.ID, c.Rowspan, c.Colspan, c.Headers))
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("row %d: got %q, want %q", k+1, got, want)
		}
	}
	if first := rows[0].Cells[2]; first.Header || len(first.Paragraphs) != 2 || first.Text != nil {
		t.Errorf("a row without a target: got %+v, want a datum of two paragraphs", first)
	}
	if blank := rows[2].Cells[1]; blank.Text != nil {
		t.Errorf("a target left blank: got %+v, want nothing", blank.Text)
	}
}

func TestProjectList(t *testing.T) {
	p := site.Projects(sample().Outline())
	if fmt.Sprint(p.Amounts) != "[金额（万元）]" || len(p.Projects) != 1 {
		t.Fatalf("got %v for %d forms, want one amount for one form", p.Amounts, len(p.Projects))
	}
	row := p.Projects[0]
	if row.Link.Href != base+"/projects/1" || row.Amounts[0].String() != "476.00" || row.Amounts[0][0].Value != "476.00" {
		t.Errorf("got %+v, want the form with its amount", row)
	}
}
