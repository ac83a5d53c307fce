package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// wireTable is a table's JSON as another program reads it.
type wireTable struct {
	Report struct {
		Heading, Version, Address string
	}
	Number    int
	Label     string
	Title     string
	UnitName  string `json:"unit_name"`
	MoneyUnit string `json:"money_unit"`
	Address   string
	Columns   struct {
		Tree   []wireHeader
		Leaves []struct {
			Number  int
			Path    []string
			Role    string
			Unit    string
			OfWhich bool `json:"of_which"`
			Side    string
		}
	}
	Rows []struct {
		Number int
		wirePlace
		Sides []wirePlace
		Cells []*struct {
			Text  string
			Value string
			Level *int
		}
	}
	Form *struct {
		Fields, Indicators []json.RawMessage
	}
	Notes []struct{ Why string }
}

type wirePlace struct {
	Side  string
	Level int
	Code  string
	Path  []string
}

type wireHeader struct {
	Text     string
	Leaf     int
	Children []wireHeader
}

// read decodes JSON that may hold no key twice and nothing after it.
func read(t *testing.T, content []byte, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(content))
	if err := d.Decode(into); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Fatalf("after the value: got %v, want the end", err)
	}
}

func jsonOf(t *testing.T, r finding.Checked, table *report.Table) wireTable {
	t.Helper()
	var got wireTable
	read(t, write(t, func(w *bytes.Buffer) error { return site.TableJSON(w, r.Front, table, r.Notes) }), &got)
	return got
}

func TestTableJSON(t *testing.T) {
	for _, r := range reports(t) {
		for i := range r.Tables {
			table := &r.Tables[i]
			what := fmt.Sprintf("%s/tables/%d", r.PermanentBase(), table.Number)
			got := jsonOf(t, r, table)
			if got.Title != table.Title || got.MoneyUnit != string(table.MoneyUnit) || got.Address != site.Origin+what || got.Report.Version != r.ShortVersion() {
				t.Errorf("%s: got title %q, unit %q, address %s, version %s", what, got.Title, got.MoneyUnit, got.Address, got.Report.Version)
			}
			for j, leaf := range got.Columns.Leaves {
				c := table.Columns[j]
				if !reflect.DeepEqual(leaf.Path, c.Path) || leaf.Role != string(c.Role) || leaf.Unit != table.Unit(j+1) || leaf.OfWhich != c.OfWhich {
					t.Errorf("%s: got leaf %+v, want %+v", what, leaf, c)
				}
			}
			var leaves []string
			for _, h := range got.Columns.Tree {
				leaves = append(leaves, h.leaves(nil)...)
			}
			for j, c := range table.Columns {
				if want := fmt.Sprint(j+1, c.Path); j >= len(leaves) || leaves[j] != want {
					t.Errorf("%s: leaves of the tree %v, want %s as number %d", what, leaves, want, j+1)
				}
			}
			if len(got.Rows) != len(table.Rows) {
				t.Fatalf("%s: got %d rows, want %d", what, len(got.Rows), len(table.Rows))
			}
			for i, row := range got.Rows {
				for j, cell := range row.Cells {
					want := table.Rows[i].Cells[j]
					if cell == nil {
						if want.Text != "" {
							t.Errorf("%s, row %d, column %d: got null, want %q", what, i+1, j+1, want.Text)
						}
						continue
					}
					value := ""
					if want.Value.Valid {
						value = valueOf(want.Text)
					}
					if cell.Text != want.Text || want.Text == "" || cell.Value != value || cell.Level != nil && *cell.Level != want.Level {
						t.Errorf("%s, row %d, column %d: got %+v, want %+v", what, i+1, j+1, *cell, want)
					}
				}
			}
		}
	}
}

// leaves lists the leaves below a header cell with their paths.
func (h wireHeader) leaves(path []string) []string {
	path = append(path[:len(path):len(path)], h.Text)
	if h.Leaf > 0 {
		return []string{fmt.Sprint(h.Leaf, path)}
	}
	var list []string
	for _, child := range h.Children {
		list = append(list, child.leaves(path)...)
	}
	return list
}

func TestTableJSONPlaces(t *testing.T) {
	column := func(word string, role report.Role, side int) report.Column {
		return report.Column{Path: []string{word}, Role: role, Side: side}
	}
	label := func(text string, level int) report.Cell { return report.Cell{Text: text, Level: level} }
	key := func(code string) report.Cell { return report.Cell{Text: code} }
	one := &report.Table{Number: 1, Columns: []report.Column{column("单位", report.Label, 0), column("编码", report.Code, 0), column("名称", report.Label, 0)},
		Rows: []report.Row{
			{Cells: []report.Cell{label("局", 0), {}, {}}},
			{Cells: []report.Cell{label("本级", 1), {}, {}}},
			{Cells: []report.Cell{{}, key("201"), label("类", 0)}},
			{Cells: []report.Cell{{}, key("20103"), label("款", 1)}},
			{Cells: []report.Cell{{}, key("2010301"), label("项", 2)}},
			{Cells: []report.Cell{{}, key("208"), label("二类", 0)}},
			{Cells: []report.Cell{label("中心", 1), {}, {}}},
			{Cells: []report.Cell{{}, {}, {}}},
			{Cells: []report.Cell{{}, key("201"), label("类", 0)}},
		}}
	two := &report.Table{Number: 2, Sides: []string{"收入", "支出"}, Columns: []report.Column{column("收入", report.Label, 0), column("支出", report.Label, 1)},
		Rows: []report.Row{
			{Cells: []report.Cell{label("拨款", 0), label("类", 0)}},
			{Cells: []report.Cell{label("一般", 1), label("款", 1)}},
			{Cells: []report.Cell{{}, label("项", 2)}},
		}}
	for _, c := range []struct {
		table *report.Table
		want  []string
	}{
		{one, []string{"0  [局]", "1  [局 本级]", "0 201 [局 本级 类]", "1 20103 [局 本级 类 款]", "2 2010301 [局 本级 类 款 项]",
			"0 208 [局 本级 二类]", "1  [局 中心]", "0  []", "0 201 [局 中心 类]"}},
		{two, []string{"收入 0  [拨款] 支出 0  [类]", "收入 1  [拨款 一般] 支出 1  [类 款]", "收入 0  [] 支出 2  [类 款 项]"}},
	} {
		for i, row := range jsonOf(t, hostile(), c.table).Rows {
			got := fmt.Sprint(row.Level, " ", row.Code, " ", row.Path)
			var sides []string
			for _, p := range row.Sides {
				sides = append(sides, fmt.Sprint(p.Side, " ", p.Level, " ", p.Code, " ", p.Path))
			}
			if sides != nil {
				got = strings.Join(sides, " ")
			}
			if got != c.want[i] {
				t.Errorf("table %d, row %d: got %q, want %q", c.table.Number, i+1, got, c.want[i])
			}
		}
	}
}

func TestFormJSON(t *testing.T) {
	r := hostile()
	var got struct {
		Fields []struct {
			Name       string
			Paragraphs []string
			Value      string
			Unit       string
		}
		Indicators []struct {
			HasTarget bool `json:"has_target"`
			Target    *string
			Content   []string
		}
	}
	read(t, write(t, func(w *bytes.Buffer) error { return site.ProjectJSON(w, r.Front, &r.Projects[0]) }), &got)
	if f := got.Fields[0]; f.Value != "-1234.50" || f.Unit != "元" || f.Paragraphs[0] != "-1,234.50" {
		t.Errorf("first field: got %+v", f)
	}
	if f := got.Fields[1]; len(f.Paragraphs) != 0 {
		t.Errorf("a field left blank: got paragraphs %q", f.Paragraphs)
	}
	first, second := got.Indicators[0], got.Indicators[1]
	if first.HasTarget || first.Target != nil || !second.HasTarget || second.Target == nil || *second.Target != "=2" {
		t.Errorf("targets: got %+v", got.Indicators)
	}
	if !reflect.DeepEqual(first.Content, hostileTexts) {
		t.Errorf("content: got %q", first.Content)
	}
}

// The whole report is made of the same parts as the files of its parts.
func TestReportJSONHoldsEveryPart(t *testing.T) {
	for _, r := range reports(t) {
		var whole struct{ Sections, Tables, Projects, Notes []map[string]any }
		read(t, write(t, func(w *bytes.Buffer) error { return site.ReportJSON(w, r.Report, r.Result) }), &whole)
		part := func(what string, got map[string]any, writer func(*bytes.Buffer) error) {
			var want map[string]any
			read(t, write(t, writer), &want)
			delete(want, "report")
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s differs from its own file", r.Base(), what)
			}
		}
		if len(whole.Sections) != len(r.Sections) || len(whole.Tables) != len(r.Tables) || len(whole.Projects) != len(r.Projects) || len(whole.Notes) != len(r.Notes) {
			t.Fatalf("%s: parts are missing", r.Base())
		}
		for i := range r.Sections {
			part(r.Sections[i].Title, whole.Sections[i], func(w *bytes.Buffer) error { return site.SectionJSON(w, r.Front, &r.Sections[i]) })
		}
		for i := range r.Tables {
			part(r.Tables[i].Title, whole.Tables[i], func(w *bytes.Buffer) error { return site.TableJSON(w, r.Front, &r.Tables[i], r.Notes) })
		}
		for i := range r.Projects {
			part(r.Projects[i].Name, whole.Projects[i], func(w *bytes.Buffer) error { return site.ProjectJSON(w, r.Front, &r.Projects[i]) })
		}
	}
}
