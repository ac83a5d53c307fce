package export_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// What stands in the lists is what the report says: all of it, in its order,
// in the database and in the files of the package.
func TestLists(t *testing.T) {
	for _, r := range reports(t) {
		db, files := openDatabase(t, r), unpacked(t, r)
		for name, want := range listed(r) {
			columns := strings.Split(want[0], "|")
			_, got := list(t, db, fmt.Sprintf("SELECT %s FROM %s ORDER BY rowid", strings.Join(columns, ", "), name))
			if !slices.Equal(got, want[1:]) {
				t.Errorf("%s, table %s:\ngot  %q\nwant %q", r.Base(), name, got, want[1:])
			}
			if got := listInFile(t, files["lists/"+name+".csv"], columns); !slices.Equal(got, unbroken(want[1:])) {
				t.Errorf("%s, file %s.csv:\ngot  %q\nwant %q", r.Base(), name, got, unbroken(want[1:]))
			}
		}
	}
}

// listed is what the lists of a report must say: for each its columns, then its
// rows, cells divided by |.
func listed(r finding.Checked) map[string][]string {
	want := map[string][]string{
		"paragraphs": {"部分|种类|序号|文字"},
		"fields":     {"附表|项目|序号|字段|所在栏目|内容|金额单位"},
		"indicators": {"附表|项目|序号|一级指标|二级指标|指标内容|有目标值一栏|目标值"},
		"glossary":   {"序号|名词|解释"},
		"notes":      {"序号|起始行|结束行|理由|收到的文字|显示的文字"},
		"columns":    {"附表|列|表头|金额单位"},
		"checks":     {"关系|类别|应有的关系|算式|列示|结论|理由|说明|依据"},

		"checked_figures": {"关系|次序|运算|所在|原文|单位"},
	}
	add := func(name string, cells ...any) {
		row := fmt.Sprint(cells[0])
		for _, c := range cells[1:] {
			row += "|" + fmt.Sprint(c)
		}
		want[name] = append(want[name], row)
	}
	for _, s := range r.Sections {
		for _, b := range s.Blocks {
			kind := []string{"段落", "小标题", "小表", "附表"}[b.Kind]
			var rows []string
			for _, row := range b.Grid {
				rows = append(rows, strings.Join(row, "\t"))
			}
			add("paragraphs", s.Number, kind, b.Number, b.Text+strings.Join(rows, "\n"))
		}
	}
	form := func(table, project any, f report.Form) {
		for k, field := range f.Fields {
			add("fields", table, project, k+1, field.Name, strings.Join(f.Path(field.Under), " / "), strings.Join(field.Paragraphs, "\n"), f.FieldUnit(k+1))
		}
		for k, d := range f.Indicators {
			has := "是"
			if d.NoTarget {
				has = "否"
			}
			add("indicators", table, project, k+1, d.Level1, d.Level2, strings.Join(d.Content, "\n"), has, d.Target)
		}
	}
	for i, t := range r.Tables {
		if t.Form != nil {
			form(t.Number, "", *t.Form)
		}
		for j, c := range t.Columns {
			add("columns", t.Number, j+1, c.HeaderPath(), r.Tables[i].UnitOf(j+1))
		}
	}
	for _, p := range r.Projects {
		form("", p.Number, p.Form)
	}
	for _, term := range r.Terms {
		add("glossary", term.Number, term.Name, term.Definition)
	}
	for _, n := range r.Notes {
		for _, e := range n.Edits {
			add("notes", n.Number, n.From, n.To, n.Why, e.Received, e.Shown)
		}
	}
	for _, f := range r.Findings {
		add("checks", f.Key, wording.Family(f.Family), wording.Title(&f), wording.Formula(&f), f.Stated.Text, wording.Outcome(f.Outcome), wording.Why(&f), f.Remark, f.Basis)
		for i, o := range f.Operands {
			operation := map[string]string{"": "", "+": "加", "−": "减", "×": "乘", "÷": "除以", "=": "等于", "≤": "不大于", "≥": "不小于"}[o.Sign]
			add("checked_figures", f.Key, i+1, operation, wording.Place(o.Place), o.Text, o.Unit)
		}
		if o := f.Stated; o.Place.What != "" {
			add("checked_figures", f.Key, len(f.Operands)+1, "对照", wording.Place(o.Place), o.Text, o.Unit)
		}
	}
	return want
}

// listInFile reads some columns of a file; a list that the report lacks has
// none.
func listInFile(t *testing.T, text string, columns []string) (rows []string) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, record := range records {
		var cells []string
		for _, name := range columns {
			cells = append(cells, strings.TrimPrefix(record[slices.Index(records[0], name)], "'"))
		}
		if i > 0 {
			rows = append(rows, strings.Join(cells, "|"))
		}
	}
	return rows
}

// unbroken is how the standard library's reader of CSV gives line ends back.
func unbroken(rows []string) []string {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i] = strings.ReplaceAll(rows[i], "\r\n", "\n")
	}
	return rows
}
