package page_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/page"
)

// On the print page every id and every reference to one carries the prefix of
// its part, so that no two parts share an id.
func TestPrintPrefixes(t *testing.T) {
	p := site.Print(sample(), sample().Outline(), finding.Result{})
	glossary, explained := map[string]bool{}, 0
	for _, b := range p.Parts[1].Section.Blocks {
		glossary[b.ID] = b.EntryID != ""
	}
	for _, test := range []struct {
		prefix string
		part   any
	}{
		{"s1-", *p.Parts[0].Section}, {"s2-", *p.Parts[1].Section},
		{"t1-", *p.Parts[2].Table}, {"t2-", *p.Parts[3].Table}, {"t3-", *p.Parts[4].Table}, {"t4-", *p.Parts[5].Table},
		{"f1-", *p.Parts[6].Project}, {"n-", *p.Notes},
	} {
		ids := map[string]bool{}
		walk(reflect.ValueOf(test.part), func(field, value string) {
			switch field {
			case "ID", "EntryID", "CodeID", "CaptionID", "RowsID", "IndicatorsID":
				if value == "" || value == strings.TrimSuffix(test.prefix, "-") {
					return // absent, or the part itself
				}
				if !strings.HasPrefix(value, test.prefix) {
					t.Errorf("part %s: %s %q lacks the prefix", test.prefix, field, value)
				}
				if ids[value] {
					t.Errorf("part %s: two places have the id %q", test.prefix, value)
				}
				ids[value] = true
			case "Definition":
				if !glossary[value] {
					t.Errorf("part %s: the explanation is at %q, which is no entry of the glossary", test.prefix, value)
				}
				explained++
			case "Headers":
				for _, id := range strings.Fields(value) {
					if !strings.HasPrefix(id, test.prefix) {
						t.Errorf("part %s: headers %q lack the prefix", test.prefix, value)
					}
				}
			case "Class":
				if strings.Contains(value, "term-") || strings.Contains(value, "beside-") {
					t.Errorf("part %s: class %q would be anchored in several parts at once", test.prefix, value)
				}
			}
		})
		if len(ids) == 0 {
			t.Errorf("part %s: no ids at all", test.prefix)
		}
	}
	if explained == 0 {
		t.Error("no term is explained")
	}
}

// walk calls visit for every string field below v with its name.
func walk(v reflect.Value, visit func(field, value string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walk(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.String {
				visit(v.Type().Field(i).Name, f.String())
			} else {
				walk(f, visit)
			}
		}
	}
}

// Links between parts stay on the print page.
func TestPrintLinks(t *testing.T) {
	p := site.Print(sample(), sample().Outline(), finding.Result{})
	got := map[string]string{
		"table of a section":   p.Parts[0].Section.Tables[0].Href,
		"section of a table":   p.Parts[2].Table.Sections[0].Href,
		"why a table is empty": p.Parts[4].Table.Empty.From.Href,
		"place of a repair":    p.Notes.Notes[0].Place.Href,
		"contents":             p.Groups[0].Links[1].Href,
		"text as received":     p.Notes.Source.Href,
	}
	want := map[string]string{
		"table of a section":   "#t1",
		"section of a table":   "#s1",
		"why a table is empty": "#s1-p2",
		"place of a repair":    "#f1-i2",
		"contents":             "#s2",
		"text as received":     base + "/source.txt",
	}
	for what := range want {
		if got[what] != want[what] {
			t.Errorf("%s: got %q, want %q", what, got[what], want[what])
		}
	}
}

func TestPrintIsWhole(t *testing.T) {
	p := site.Print(sample(), sample().Outline(), finding.Result{})
	var titles []string
	for _, part := range p.Parts {
		switch {
		case part.Section != nil:
			titles = append(titles, part.ID()+part.Section.Title)
		case part.Table != nil:
			titles = append(titles, part.ID()+part.Table.Title)
		default:
			titles = append(titles, part.ID()+part.Project.Name)
		}
	}
	want := "[s1第一部分 概况 s2第二部分 名词 t1收支总表 t2支出表 t3基金表 t4目标表 f1网络服务]"
	for _, part := range p.Parts {
		if part.Section != nil && part.Section.Definitions != nil || part.Table != nil && part.Table.Definitions != nil || part.Project != nil && part.Project.Definitions != nil {
			t.Errorf("%s repeats terms of the glossary, which the same book has", part.ID())
		}
	}
	if fmt.Sprint(titles) != want || p.Notes == nil || p.Notes.ID != "n" {
		t.Errorf("got %v and notes %v, want %s and the notes", titles, p.Notes, want)
	}
	if p.ReportHeading != "2030 年样例局部门预算" || p.ReportAddress != "https://example.test"+base+"@0123456789ab" {
		t.Errorf("cover: got %q at %q", p.ReportHeading, p.ReportAddress)
	}
	bare := sample()
	bare.Notes, bare.Projects, bare.Terms, bare.GlossarySection = nil, nil, nil, 0
	var q page.PrintPage = site.Print(bare, bare.Outline(), finding.Result{})
	if q.Notes != nil || len(q.Parts) != 6 {
		t.Errorf("a report without repairs, forms and glossary: got notes %v, %d parts", q.Notes, len(q.Parts))
	}
}
