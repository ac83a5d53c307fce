package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/draft"
)

// TestHalves wants the second half of a table joined to the first where a person confirms
// it, without a header that stands there again and blank columns, each with its note.
func TestHalves(t *testing.T) {
	const head = "<tr><td>项目<td>合计<td>基本<td>其他"
	first := "<p align=center>支出表<p>单位：万元<table>" + head + "<tr><td>甲<td>3.00<td>2.00<td>1.00</table>"
	for _, c := range []struct {
		name, second, why string
		notes             int
		offered           bool
	}{
		{"rows alone", "<tr><td>乙<td>1.00<td>1.00<td>", "", 0, true},
		{"with the header again", head + "<tr><td>乙<td>1.00<td>1.00<td>", "续页上重复的表头", 1, true},
		{"with a blank column at the end", "<tr><td>乙<td>1.00<td>1.00<td><td>", "空列", 1, true},
		{"with a blank column lost", "<tr><td>乙<td>1.00<td>1.00", "空列", 1, true},
		{"of other columns", "<tr><td>乙<td>1.00<td>1.00<td>1.00<td>1.00", "", 0, false},
		{"of words", "<tr><td>乙<td>丙<td>丁<td>戊", "", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<p>某局2024年部门预算<p>第一部分 表" + first + "<table>" + c.second + "</table>"
			before := drafted(t, page)
			check(t, before)
			if !c.offered {
				for _, q := range before.Questions {
					if strings.HasPrefix(q.Key, "half-") {
						t.Errorf("got %s with %q, want nothing offered", q.Text, q.Changes)
					}
				}
				return
			}
			q := offered(t, before, "half")
			if !strings.Contains(q.Text, "紧接着《支出表》") {
				t.Errorf("got %s, want the table named", q.Text)
			}
			d := answered(t, page, draft.Decisions{q.Key: q.Choices[0]})
			if got, want := string(d.Files["tables/01.csv"]), "项目,合计,基本,其他\n甲,3.00,2.00,1.00\n乙,1.00,1.00,\n"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if got := string(d.Files["notes.toml"]); !strings.Contains(got, c.why) {
				t.Errorf("got notes %s, want %s in them", got, c.why)
			}
			if r := check(t, d).Report; len(r.Notes) != c.notes || len(r.Tables) != 1 {
				t.Errorf("got %d notes and %d tables, want %d and one: %s", len(r.Notes), len(r.Tables), c.notes, d.Files["notes.toml"])
			}
			kept := answered(t, page, draft.Decisions{q.Key: q.Choices[1]})
			if got := string(kept.Files["tables/01.csv"]); strings.Contains(got, "乙") || kept.Files["notes.toml"] != nil {
				t.Errorf("got %q, want what was received", got)
			}
		})
	}
}

// TestSpilled wants the end of a name joined to its beginning where a person confirms it,
// and rows without figures left alone that are no ends.
func TestSpilled(t *testing.T) {
	var many, joined strings.Builder // names cut, in more rows than lines are compared at once
	for k := range 400 {
		fmt.Fprintf(&many, "<tr><td>某局%d（本<td>1.00<tr><td>级）<td>", k)
		fmt.Fprintf(&joined, "某局%d（本级）,1.00\n", k)
	}
	for _, c := range []struct{ name, rows, want string }{
		{"a bracket that closes", "<tr><td>某局（本<td>1.00<tr><td>级）<td><tr><td>某所<td>2.00", "某局（本级）,1.00\n某所,2.00\n"},
		{"many rows", many.String(), joined.String()},
		{"a row without a code", "<tr><td>201<td>政府办公厅（室）及相关机构<td>1.00<tr><td><td>事务<td><tr><td>20101<td>行政运行<td>1.00", "201,政府办公厅（室）及相关机构事务,1.00\n20101,行政运行,1.00\n"},
		{"a name with a blank figure", "<tr><td>财政拨款<td>1.00<tr><td>其他收入<td>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := "<tr><td>项目<td>预算数"
			if strings.Contains(c.rows, "<td>201<") {
				head = "<tr><td>编码<td>名称<td>预算数"
			}
			page := "<p>某局2024年部门预算<p>第一部分 表<p align=center>支出表<p>单位：万元<table>" + head + c.rows + "</table>"
			before := drafted(t, page)
			check(t, before)
			if c.want == "" {
				for _, q := range before.Questions {
					if len(q.Changes) > 0 {
						t.Errorf("got %s with %q, want nothing offered", q.Text, q.Changes)
					}
				}
				return
			}
			q := offered(t, before, "spill")
			d := answered(t, page, draft.Decisions{q.Key: q.Choices[0]})
			if got := string(d.Files["tables/01.csv"]); !strings.HasSuffix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if r := check(t, d).Report; len(r.Notes) != 1 || !strings.Contains(r.Notes[0].Why, "截成两行") {
				t.Errorf("got notes %+v, want one of the row", r.Notes)
			}
		})
	}
}
