package reconcile_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

// bindings are those of the published report and of the planted one.
func bindings(t *testing.T) (published, wrong []finding.Binding) {
	t.Helper()
	fsys := os.DirFS("testdata/planted")
	r, err := source.Load(fsys, planted)
	if err != nil {
		t.Fatal(err)
	}
	result, err := reconcile.Reconcile(fsys, fsys, r)
	if err != nil {
		t.Fatal(err)
	}
	return firstReport(t).Bindings, result.Bindings
}

// TestBindings looks for figures of every kind among those that are bound.
func TestBindings(t *testing.T) {
	published, wrong := bindings(t)
	section := func(n, k int) report.Ref { return report.SectionRef(n).Paragraph(k) }
	for _, test := range []struct {
		name  string
		in    []finding.Binding
		ref   report.Ref
		text  string
		keys  []string   // among its relations
		cell  report.Ref // that it repeats
		label string
	}{
		{"amount in prose", published, section(2, 1), "2,708.03万元", []string{"p2-income.收入", "p2-income.增长"},
			report.TableRef(1).Cell(22, 2), "表 1 · 收入总计 · 收入 · 2021 年预算数"},
		{"sum in prose", published, section(2, 2), "562.70万元", nil, report.Ref{}, ""},
		{"row below the department's and the unit's", published, section(4, 1), "3.96 万元", nil,
			report.TableRef(11).Cell(3, 4), "表 11 · 货物 · 金额"},
		{"row told apart by its key", published, section(5, 2), "3.67万元", nil,
			report.TableRef(12).Cell(4, 3), "表 12 · 本单位 · 2021 · 总计"},
		{"field of a form", published, report.ProjectRef(1).Field(7), "476.00", []string{"form-funds.网格信息服务", "form-task.网格信息服务"},
			report.TableRef(14).Cell(5, 3), "表 14 · 网格信息服务 · 预算金额（万元） · 总额"},
		{"field with a limit, which is not the same figure", published, report.ProjectRef(1).Field(6), "476.00",
			[]string{"form-whole.网格信息服务"}, report.Ref{}, ""},
		{"target", published, report.TableRef(14).IndicatorCell(15, 4), "≥90%", nil, report.Ref{}, ""},
		{"cell", published, report.TableRef(1).Cell(22, 2), "2,708.03",
			[]string{"balance", "income", "p2-income.收入", "收支总表.totals.收入总计.收入/预算数"}, report.Ref{}, ""},
		{"amount that its cell agrees with", wrong, section(2, 2), "69.67万元", []string{"p2.项目支出"},
			report.TableRef(2).Cell(4, 5), "表 2 · 本单位 · 2022 · 项目支出"},
		{"amount that its cell denies", wrong, section(2, 2), "102.00万元", []string{"p2.支出"}, report.Ref{}, ""},
		{"amount that is about", wrong, section(2, 2), "5万元", []string{"p2.会议费"}, report.Ref{}, ""},
	} {
		at := slices.IndexFunc(test.in, func(b finding.Binding) bool {
			return b.Figure.Ref == test.ref && b.Figure.Text == test.text
		})
		if at < 0 {
			t.Errorf("%s: got no %s at %s, want it bound", test.name, test.text, test.ref)
			continue
		}
		got := test.in[at]
		label := ""
		if got.Repeats.Place.What != "" {
			label = wording.Path(got.Repeats.Place)
		}
		if got.Repeats.Ref != test.cell || label != test.label {
			t.Errorf("%s: got that it repeats %s, %s, want %s, %s", test.name, got.Repeats.Ref, label, test.cell, test.label)
		}
		for _, key := range test.keys {
			if !slices.ContainsFunc(got.Relations, func(b finding.Bound) bool { return b.Key == key }) {
				t.Errorf("%s: got %+v, want %s among them", test.name, got.Relations, key)
			}
		}
	}
}

// TestBindingsAreFigures wants no blank, no constant and no words among what is
// bound, every figure once and every relation of it once.
func TestBindingsAreFigures(t *testing.T) {
	published, wrong := bindings(t)
	for _, all := range [][]finding.Binding{published, wrong} {
		type figureID struct {
			ref              report.Ref
			paragraph, start int
		}
		known := map[figureID]bool{}
		for _, b := range all {
			f := b.Figure
			if f.Text == "" || f.Value == "" || f.Ref.Anchor == "" || f.Sign != "" || f.Ref.Anchor[0] == 'c' || f.Text == "若干次" {
				t.Errorf("got %+v bound, want only figures", f)
			}
			if at := (figureID{f.Ref, f.Paragraph, f.Start}); known[at] {
				t.Errorf("got %s at %s twice, want it once", f.Text, f.Ref)
			} else {
				known[at] = true
			}
			relations := map[string]bool{}
			for _, r := range b.Relations {
				relations[r.Key] = true
			}
			if len(relations) != len(b.Relations) || len(relations) == 0 {
				t.Errorf("%s: got %d relations, %d of them different", f.Ref, len(b.Relations), len(relations))
			}
		}
	}
}

// TestBindingsComeInReadingOrder wants pages one after the other, and on a page
// what stands earlier first.
func TestBindingsComeInReadingOrder(t *testing.T) {
	published, _ := bindings(t)
	var pages, want, places []string
	for n := 1; n <= 7; n++ {
		want = append(want, report.SectionRef(n).Path())
	}
	for n := 1; n <= 14; n++ {
		want = append(want, report.TableRef(n).Path())
	}
	for n := 1; n <= 13; n++ {
		want = append(want, report.ProjectRef(n).Path())
	}
	for _, b := range published {
		pages = append(pages, b.Figure.Ref.Path())
		if b.Figure.Ref.Path() == "/projects/1" {
			places = append(places, fmt.Sprintf("%s %s", b.Figure.Ref.Anchor, b.Figure.Text))
		}
	}
	if got := slices.Compact(pages); !slices.Equal(got, want) {
		t.Errorf("got pages %q, want %q", got, want)
	}
	want = []string{"f6 476.00", "f7 476.00", "f8 476.00", "f9 0.00", "f10 0.00", "f11 476.00",
		"f15p1 97%", "f15p1 90%", "f15p1 98%", "f15p1 100%", "i1c3 447.48万元"}
	if got := places[:min(len(places), len(want))]; !slices.Equal(got, want) {
		t.Errorf("got figures of the first form %q, want %q", got, want)
	}
}

// Of a sum that only nearly adds up the total is told from its parts.
func TestPartsOfASum(t *testing.T) {
	published, _ := bindings(t)
	for _, test := range []struct {
		row  int
		part bool
	}{{11, false}, {12, true}} {
		ref := report.TableRef(4).Cell(test.row, 2)
		i := slices.IndexFunc(published, func(b finding.Binding) bool { return b.Figure.Ref == ref })
		if i < 0 {
			t.Fatalf("%s is not bound", ref)
		}
		j := slices.IndexFunc(published[i].Relations, func(r finding.Bound) bool { return r.Outcome == finding.Rounding })
		if j < 0 || published[i].Relations[j].Part != test.part {
			t.Errorf("%s: got relations %+v, want one that differs by rounding, of which the figure is a part: %v", ref, published[i].Relations, test.part)
		}
	}
}
