package change_test

import (
	"fmt"
	"testing"

	"disclosure/data"
	"disclosure/internal/change"
	"disclosure/internal/publish/publishtest"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

func loaded(t testing.TB) (before, after *report.Report) {
	t.Helper()
	before, err := source.LoadAlone(data.Files, publishtest.First)
	if err != nil {
		t.Fatal(err)
	}
	if after, err = source.LoadAlone(publishtest.Changed(t), publishtest.First); err != nil {
		t.Fatal(err)
	}
	return before, after
}

// One row more and one figure of another value are these two and the rows below that
// moved, and nothing else.
func TestBetween(t *testing.T) {
	before, after := loaded(t)
	if same := change.Between(before, before); len(same) != 0 {
		t.Errorf("got %v, want no change of a report to itself", same)
	}
	var got []string
	moved := 0
	for _, c := range change.Between(before, after) {
		if c.Kind == change.Moved {
			moved++
			if c.Was != c.Is || c.Before.Page() != report.TableRef(7) || c.After.Page() != report.TableRef(7) {
				t.Errorf("got %+v, want the same row in another place", c)
			}
			continue
		}
		got = append(got, fmt.Sprintf("%s %s %s: %s → %s", c.Kind, c.Before, c.After, c.Was, c.Is))
	}
	want := []string{
		"changed /tables/7#r17c4 /tables/7#r18c4: 63.00 → 62.00",
		"added  /tables/7#r10: → 2080502 事业单位离退休 1.00 1.00",
	}
	if moved != 9 || len(got) != 2 || got[0] != want[0] || got[1] != "added  /tables/7#r10:  → 2080502 事业单位离退休 1.00 1.00" {
		t.Errorf("got %d rows moved and %q, want 9 and %q", moved, got, want)
	}
	back := change.Between(after, before)
	if len(back) != 11 {
		t.Errorf("the other way: got %d changes, want 11", len(back))
	}
	for _, c := range back {
		if c.Kind == change.Added {
			t.Errorf("the other way: got %+v added, want nothing", c)
		}
	}
}

// Rows are matched by code, then by label under the same parent, and never by number.
func TestRows(t *testing.T) {
	table := func(rows ...[]string) report.Table {
		t := report.Table{Number: 1, Title: "表", Columns: []report.Column{{Path: []string{"编码"}, Role: report.Code}, {Path: []string{"名称"}, Role: report.Label}, {Path: []string{"金额"}, Role: report.Amount}}}
		for _, row := range rows {
			level := 0
			for row[1][0] == '>' {
				level, row[1] = level+1, row[1][1:]
			}
			t.Rows = append(t.Rows, report.Row{Cells: []report.Cell{{Text: row[0]}, {Text: row[1], Level: level}, {Text: row[2]}}})
		}
		return t
	}
	one := func(t report.Table) *report.Report { return &report.Report{Tables: []report.Table{t}} }
	for _, test := range []struct {
		name          string
		before, after report.Table
		want          []string
	}{
		{"renamed under its code", table([]string{"201", "甲", "1"}, []string{"202", "乙", "2"}), table([]string{"201", "丙", "1"}, []string{"202", "乙", "2"}),
			[]string{"changed r1c2 r1c2 甲 丙"}},
		{"another code of the same label", table([]string{"201", "甲", "1"}), table([]string{"203", "甲", "1"}),
			[]string{"changed r1c1 r1c1 201 203"}},
		{"the same label under two parents", table([]string{"", "甲", "3"}, []string{"", ">事务", "1"}, []string{"", "乙", "4"}, []string{"", ">事务", "2"}),
			table([]string{"", "乙", "4"}, []string{"", ">事务", "2"}, []string{"", "甲", "3"}, []string{"", ">事务", "9"}),
			[]string{"changed r2c3 r4c3 1 9", "moved r1 r3 甲 3 甲 3", "moved r2 r4 事务 1 事务 1", "moved r3 r1 乙 4 乙 4", "moved r4 r2 事务 2 事务 2"}},
		{"another item in its place", table([]string{"201", "甲", "1"}), table([]string{"202", "乙", "1"}),
			[]string{"gone r1  201 甲 1 ", "added  r1  202 乙 1"}},
		{"a blank that is a nought", table([]string{"201", "甲", ""}), table([]string{"201", "甲", "0"}),
			[]string{"changed r1c3 r1c3  0"}},
	} {
		var got []string
		for _, c := range change.Between(one(test.before), one(test.after)) {
			got = append(got, fmt.Sprintf("%s %s %s %s %s", c.Kind, c.Before.Anchor, c.After.Anchor, c.Was, c.Is))
		}
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// Texts are matched in their order: what was put between them moves the rest.
func TestTexts(t *testing.T) {
	section := func(texts ...string) *report.Report {
		s := report.Section{Number: 1, Title: "一"}
		for _, text := range texts {
			s.Blocks = append(s.Blocks, report.Block{Kind: report.ParagraphBlock, Text: text})
		}
		return &report.Report{Sections: []report.Section{s}}
	}
	before := section("本单位共有人员二十名。", "收入共一百万元，比上年增加。", "没有其他事项。")
	after := section("本单位共有人员二十名。", "这一段是新加的内容呀。", "收入共九十万元，比上年增加。", "没有其他事项。")
	var got []string
	for _, c := range change.Between(before, after) {
		got = append(got, fmt.Sprintf("%s %s %s", c.Kind, c.Before.Anchor, c.After.Anchor))
	}
	want := "[changed p2 p3 moved p3 p4 added  p2]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func BenchmarkBetween(b *testing.B) {
	before, after := loaded(b)
	for b.Loop() {
		change.Between(before, after)
	}
}
