package draft_test

import (
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/draft"
)

// TestRests wants a row that a page cut joined where a person confirms it, and left as two
// where that is print.
func TestRests(t *testing.T) {
	f := file(t, "a.html", `<p>某局2024年部门预算<p>第一部分 表<p align=center>支出表<p>单位：万元<table><tr><td>项目<td>数<td>说明<tr><td>甲<td>1.00<td>一。<br>二还没<tr><td><td><td>有完。<br>三。<tr><td>乙<td>2.00<td>无</table>`)
	for _, b := range f.Blocks {
		if b.Grid != nil {
			b.Grid.Rests = []int{2}
			for k := range b.Grid.Cells {
				b.Grid.Cells[k].Place.Page = 2
			}
		}
	}
	with := func(decided draft.Decisions) *draft.Draft {
		d, err := draft.New("mouju", []draft.File{f}, decided, data.Files)
		if err != nil {
			t.Fatal(err)
		}
		check(t, d)
		return d
	}
	q := offered(t, with(nil), "rest")
	if !strings.Contains(q.Text, "《支出表》在第 2 页的第一行") || len(q.Changes) != 1 {
		t.Errorf("got %s with %q, want the row of page 2", q.Text, q.Changes)
	}
	d := with(draft.Decisions{q.Key: q.Choices[0]})
	if got, want := string(d.Files["tables/01.csv"]), "项目,数,说明\n甲,1.00,一。二还没有完。三。\n乙,2.00,无\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := string(d.Files["notes.toml"]); !strings.Contains(got, "截成两行") || !strings.Contains(got, "at = { table = 1, row = 1 }") {
		t.Errorf("got notes %s, want one of the row", got)
	}
	kept := with(draft.Decisions{q.Key: q.Choices[1]})
	if got := string(kept.Files["tables/01.csv"]); !strings.Contains(got, "\n,,有完。三。\n") || kept.Files["notes.toml"] != nil {
		t.Errorf("got %q, want two rows", got)
	}
}
