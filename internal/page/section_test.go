package page_test

import (
	"fmt"
	"testing"

	"disclosure/internal/page"
)

// show writes a text with what is marked in it: [amount=value], {term}, <term
// that is defined>.
func show(text page.Text) string {
	var s string
	for _, r := range text {
		switch {
		case r.Term != nil:
			s += "{" + r.Text + " " + r.Term.Definition + " " + r.Term.Class + "}"
		case r.Defines:
			s += "<" + r.Text + ">"
		case r.Value != "":
			s += "[" + r.Text + "=" + r.Value + "]"
		default:
			s += r.Text
		}
	}
	return s
}

func TestSection(t *testing.T) {
	r := sample()
	for _, test := range []struct {
		section int
		want    []string
	}{
		{1, []string{
			"h1  一、收入",
			"p1  比上年增加[3.00=3.00]万元，{项目支出 def-2 term term-1}[5=5]元，项目支出少。",
			"p2  {基本支出 def-1 term term-2}、{项目支出 def-2 term} [2,139.00=2139.00] 万元。",
		}},
		{2, []string{ // in the glossary an entry is its own definition, and does not point at itself
			"p1 t1 一、<基本支出>：日常的支出，基本支出不含项目。",
			"p2 t2 二、<项目支出>：{基本支出 p1 term}之外的支出。",
		}},
	} {
		p := site.Section(r.Outline(), &r.Sections[test.section-1], nil)
		for i, b := range p.Blocks {
			if got := fmt.Sprintf("%s %s %s", b.ID, b.EntryID, show(b.Text)); got != test.want[i] {
				t.Errorf("section %d, block %d:\n got %q\nwant %q", test.section, i+1, got, test.want[i])
			}
		}
	}
}

// The definitions of a page stand in the order of the first mentions, so that
// they can be laid beside the text one under the other.
func TestDefinitions(t *testing.T) {
	r := sample()
	p := site.Section(r.Outline(), &r.Sections[0], nil)
	want := []page.Definition{
		{ID: "def-2", Class: "beside-1", Name: "项目支出", Text: "二、项目支出：基本支出之外的支出。", Href: base + "/sections/2#t2"},
		{ID: "def-1", Class: "beside-2", Name: "基本支出", Text: "一、基本支出：日常的支出。", Href: base + "/sections/2#t1"},
	}
	if fmt.Sprint(p.Definitions) != fmt.Sprint(want) {
		t.Errorf("got %+v, want %+v", p.Definitions, want)
	}
	if got := site.Section(r.Outline(), &r.Sections[1], nil).Definitions; got != nil {
		t.Errorf("the glossary itself: got %+v, want no list of definitions", got)
	}
}

func TestSectionTables(t *testing.T) {
	r := sample()
	got := site.Section(r.Outline(), &r.Sections[0], nil).Tables
	want := []page.Link{{Label: "表 1", Text: "收支总表", Href: base + "/tables/1"}, {Label: "表 3", Text: "基金表", Href: base + "/tables/3"}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
