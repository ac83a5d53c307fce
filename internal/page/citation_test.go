package page_test

import (
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// load reads the one report of a folder of reports, and gives it a version that
// a test can name.
func load(t *testing.T, files fs.FS, unit string) *report.Report {
	t.Helper()
	reports, err := source.LoadAll(files)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(reports, func(r *report.Report) bool { return r.Unit == unit })
	if i < 0 {
		t.Fatalf("no report of %s", unit)
	}
	reports[i].Version = "0123456789abcdef"
	return reports[i]
}

// cellWords names a cell as a page does for a script: by the labels of its row
// and of those that it stands under, without the body of the report, the header, and
// the published text.
func cellWords(t *testing.T, v page.TableView, row, column, unit string) []string {
	t.Helper()
	cell := cellOf(t, v, row+column)
	path := slices.DeleteFunc(rowPath(t, v, row), func(step string) bool { return strings.HasPrefix(unit, step) })
	words := []string{strings.Join(path, " › ")}
	for _, c := range rowOf(t, v, row).Cells {
		if strings.Contains(c.Class, "key") && c.Text != nil {
			words = append(words, c.Text.String())
		}
	}
	var header []string
	money := ""
	for _, id := range strings.Fields(cell.Headers) {
		for _, heads := range v.Head {
			for _, h := range heads {
				if h.ID == id {
					header, money = append(header, h.Text.String()), h.Unit
				}
			}
		}
	}
	return append(words, strings.Join(header, " › "), strings.TrimSpace(cell.Text.String()+" "+money))
}

func rowOf(t *testing.T, v page.TableView, id string) page.RowView {
	t.Helper()
	i := slices.IndexFunc(v.Rows, func(r page.RowView) bool { return r.ID == id })
	if i < 0 {
		t.Fatalf("no row has id %q", id)
	}
	return v.Rows[i]
}

func rowPath(t *testing.T, v page.TableView, id string) []string {
	t.Helper()
	var path []string
	under := ""
	for _, c := range rowOf(t, v, id).Cells {
		if strings.Contains(c.Class, "label") && c.Text != nil {
			path = append(path, c.Text.String())
			under += c.Under
		}
	}
	if under != "" {
		path = append(rowPath(t, v, under), path...)
	}
	return path
}

// A cell's citation names report, table, row, column, value, unit, version and
// address, in reports of different shapes.
func TestCellCitation(t *testing.T) {
	for _, test := range []struct {
		report          *report.Report
		table           int
		row, column     string
		plain, standard string
	}{
		{load(t, data.Files, "futian-zwfwj"), 7, "r6", "c4",
			"《2021 年深圳市福田区政务服务数据管理局 (本级) 部门预算报告》，表 7 一般公共预算支出表，" +
				"一般公共服务支出 › 政府办公厅（室）及相关机构事务 › 其他政府办公厅（室）及相关机构事务支出，" +
				"2010399，支出总计，2,139.00 万元。版本 0123456789ab，见样例公开，https://example.test/futian-zwfwj/2021/budget@0123456789ab/tables/7#r6c4 。",
			"深圳市福田区政务服务数据管理局（本级）. 2021 年深圳市福田区政务服务数据管理局 (本级) 部门预算报告[R/OL]. 版本 0123456789ab. 样例公开: 表 7 一般公共预算支出表, " +
				"一般公共服务支出, 政府办公厅（室）及相关机构事务, 其他政府办公厅（室）及相关机构事务支出, " +
				"2010399, 支出总计, 2,139.00 万元. https://example.test/futian-zwfwj/2021/budget@0123456789ab/tables/7#r6c4."},
		{load(t, os.DirFS("../source/testdata/reports"), "shili-qinghe-nyncj"), 2, "r21", "c6",
			"《示例市青禾区农业农村局2023年部门预算（虚构）》（虚构示例），表 2 一般公共预算支出表，" +
				"示例市青禾区农技推广中心 › 农林水支出 › 农业农村 › 病虫害控制，2130108，项目支出，-20,000.00 元。" +
				"版本 0123456789ab，见样例公开，https://example.test/shili-qinghe-nyncj/2023/budget@0123456789ab/tables/2#r21c6 。",
			"示例市青禾区农业农村局. 示例市青禾区农业农村局2023年部门预算（虚构）（虚构示例）[R/OL]. 版本 0123456789ab. 样例公开: 表 2 一般公共预算支出表, " +
				"示例市青禾区农技推广中心, 农林水支出, 农业农村, 病虫害控制, 2130108, 项目支出, -20,000.00 元. " +
				"https://example.test/shili-qinghe-nyncj/2023/budget@0123456789ab/tables/2#r21c6."},
	} {
		v := site.Table(test.report.Outline(), &test.report.Tables[test.table-1], nil)
		c := v.Citation.Within(test.row+test.column, cellWords(t, v.TableView, test.row, test.column, test.report.UnitName)...)
		for i, want := range []string{test.plain, test.standard} {
			if got := c.Styles[i].String(); got != want {
				t.Errorf("%s, table %d, %s%s, %s:\ngot  %s\nwant %s", test.report.Unit, test.table, test.row, test.column, c.Styles[i].Name, got, want)
			}
		}
	}
}

// Every page of a report cites itself, and has slots for its smaller places; the
// report has none smaller.
func TestPageCitation(t *testing.T) {
	r := sample()
	r.Version = "0123456789abcdef"
	o := r.Outline()
	for _, test := range []struct {
		name  string
		base  page.Base
		plain string
		slots string
	}{
		{"report", site.Overview(o, sample()).Base,
			"《2030 年样例局部门预算》。版本 0123456789ab，见样例公开，https://example.test/yangli/2030/budget@0123456789ab 。", "address accessed"},
		{"section", site.Section(o, &r.Sections[0], nil).Base,
			"《2030 年样例局部门预算》，第一部分 概况。版本 0123456789ab，见样例公开，https://example.test/yangli/2030/budget@0123456789ab/sections/1 。", "words address accessed"},
		{"table", site.Table(o, &r.Tables[1], nil).Base,
			"《2030 年样例局部门预算》，表 2 支出表。版本 0123456789ab，见样例公开，https://example.test/yangli/2030/budget@0123456789ab/tables/2 。", "words address accessed"},
		{"table without a label", site.Table(o, &r.Tables[3], nil).Base,
			"《2030 年样例局部门预算》，目标表。版本 0123456789ab，见样例公开，https://example.test/yangli/2030/budget@0123456789ab/tables/4 。", "words address accessed"},
		{"form", site.Project(o, &r.Projects[0], nil).Base,
			"《2030 年样例局部门预算》，项目 网络服务。版本 0123456789ab，见样例公开，https://example.test/yangli/2030/budget@0123456789ab/projects/1 。", "words address accessed"},
	} {
		if test.base.Citation == nil {
			t.Errorf("%s: got no citation", test.name)
			continue
		}
		form := test.base.Citation.Styles[0]
		if got := form.String(); got != test.plain {
			t.Errorf("%s: got %s, want %s", test.name, got, test.plain)
		}
		var slots []string
		for _, run := range form.Runs {
			if run.Slot != "" {
				slots = append(slots, string(run.Slot))
			}
			if run.Slot == report.AccessedSlot && run.Text != "" {
				t.Errorf("%s: got %q for the day of access, want none until somebody copies", test.name, run.Text)
			}
		}
		if got := strings.Join(slots, " "); got != test.slots {
			t.Errorf("%s: got slots %q, want %q", test.name, got, test.slots)
		}
	}
	if site.Print(r, r.Outline(), finding.Result{}).Citation != nil || home(r.Outline()).Citation != nil || site.Error(404).Citation != nil {
		t.Error("the print page, the home page or an error cites itself, want none")
	}
}

// Paragraphs, entries, fields, rows and indicators have a control that leads to
// themselves; those on paper have none.
func TestControls(t *testing.T) {
	r := sample()
	o := r.Outline()
	section, glossary := site.Section(o, &r.Sections[0], nil), site.Section(o, &r.Sections[1], nil)
	table, form := site.Table(o, &r.Tables[1], nil), site.Project(o, &r.Projects[0], nil).Form
	var paragraph, entry *page.Control
	for _, b := range section.Blocks {
		if b.ID == "p2" {
			paragraph = b.Control
		}
	}
	for _, b := range glossary.Blocks {
		if b.EntryID == "t2" {
			entry = b.Control
		}
	}
	label := cellOf(t, table.TableView, "r3c3")
	for _, test := range []struct {
		name string
		got  *page.Control
		want page.Control
	}{
		{"paragraph", paragraph, page.Control{Href: "#p2", Name: "引用第 2 段", Words: "第 2 段"}},
		{"entry", entry, page.Control{Href: "#t2", Name: "引用第 2 条 项目支出", Words: "第 2 条 项目支出"}},
		{"row", label.Control, page.Control{Href: "#r3", Name: ""}},
		{"field", form.Fields[1].Control, page.Control{Href: "#f2", Name: "引用“金额（万元）”", Unit: "万元"}},
		{"paragraph of a field", form.Fields[2].Paragraphs[1].Control, page.Control{Href: "#f3p2", Name: "引用“" + form.Fields[2].Name + "”第 2 段", Words: "第 2 段"}},
		{"indicator", form.Indicators[2].Cells[0].Control, page.Control{Href: "#i3", Name: ""}},
	} {
		if test.got == nil || *test.got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.name, test.got, test.want)
		}
	}
	if got := form.Fields[1].Paragraphs[0].Control; got != nil {
		t.Errorf("the only paragraph of a field: got a control %+v of its own, want only the field's", got)
	}
	if label.HeadID != "hr3c3" {
		t.Errorf("the cell that holds the control of its row: got id %q, want hr3c3, since its own is on the text", label.HeadID)
	}
	if got := cellOf(t, table.TableView, "r3c4"); got.Control != nil || got.HeadID != "" {
		t.Errorf("another cell: got a control %+v", got.Control)
	}
	paper := site.Print(r, r.Outline(), finding.Result{})
	for _, part := range paper.Parts {
		walk(reflect.ValueOf(part), func(field, value string) {
			if field == "HeadID" && value != "" || field == "Name" && strings.HasPrefix(value, "引用") {
				t.Errorf("print page: got a control, %s %q, want none", field, value)
			}
		})
	}
}

// A row says which row it stands under, on each side of a table.
func TestRowsStandUnder(t *testing.T) {
	for _, test := range []struct {
		table     int
		cell      string
		wantUnder string
	}{
		{1, "r1c1", ""}, {1, "r2c1", "r1"}, {1, "r3c1", ""}, {1, "r3c3", ""},
		{2, "r1c1", ""}, {2, "r2c3", "r1"}, {2, "r3c3", "r2"}, {2, "r3c4", ""},
	} {
		if got := cellOf(t, tableView(test.table), test.cell).Under; got != test.wantUnder {
			t.Errorf("table %d, %s: got under %q, want %q", test.table, test.cell, got, test.wantUnder)
		}
	}

	r := sample() // a row that prints both the body and its own label
	r.Tables[1].Rows[1].Cells[0].Text = r.Tables[1].Rows[0].Cells[0].Text
	if got := cellOf(t, site.Table(r.Outline(), &r.Tables[1], nil).TableView, "r2c3").Under; got != "" {
		t.Errorf("a row that prints what it stands under: got under %q, want none", got)
	}
}
