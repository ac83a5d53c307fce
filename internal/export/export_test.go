package export_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/export"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

var site = export.Site{Name: "样例公开", Origin: "https://example.org"}

// reports loads the embedded reports, the made-up one, and one of nothing but
// texts that a file format could damage.
func reports(t testing.TB) []finding.Checked {
	t.Helper()
	var all []finding.Checked
	for _, files := range []fs.FS{data.Files, os.DirFS("../source/testdata/reports"), os.DirFS("../source/testdata/shapes")} {
		loaded, err := publish.LoadAll(data.Files, files)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, loaded...)
	}
	return append(all, hostile())
}

// hostileTexts would each be damaged or run by some program.
var hostileTexts = []string{
	"=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''", "'", "＝1+1", "＠x", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1",
	"=HYPERLINK(\"https://example.org\",\"x\")", "=cmd|' /C calc'!A0", "a,b", `say "x"`, "one\ntwo", "one\r\ntwo", "1,234.50", "007", "2010301",
	"1e5", "不适用", "<b>&amp;</b>", "_x000D_", "\v\x01", "'; DROP TABLE cells; --", "💰 \u202e右到左", "trailing ", "TRUE", "2021-01-01", "1/2",
}

func hostile() finding.Checked {
	figure := func(text string) report.Cell {
		value, err := report.ParseAmount(text)
		if err != nil {
			return report.Cell{Text: text}
		}
		return report.Cell{Text: text, Value: decimal.NewNullDecimal(value)}
	}
	table := report.Table{
		Number: 1, Label: "表 1", Title: "=1+1/[*]?:'\"很长的标题很长的标题很长的标题很长的标题很长的标题💰", MoneyUnit: "元",
		Columns: []report.Column{
			{Path: []string{"=A1", "名称"}, Role: report.Label}, {Path: []string{"=A1", "编码"}, Role: report.Code},
			{Path: []string{"行"}, Role: report.Amount}, {Path: []string{"@x", "a\"b", "名称"}, Role: report.Text},
			{Path: []string{"@x", "A\"B", "名称"}, Role: report.Text},
		},
	}
	amounts := []string{"", "0", "0.00", "-0.50", "1,234,567.890", "1234.5", "99,999,999,999,999", "1234567890123456", "0.000001"}
	for i, text := range hostileTexts {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{
			{Text: text, Level: i % 4}, {Text: text}, figure(amounts[i%len(amounts)]), {Text: text}, {}}})
	}
	alone := report.Table{Number: 2, Title: "一列", Columns: []report.Column{{Path: []string{"文字"}, Role: report.Text}},
		Rows: []report.Row{{Cells: []report.Cell{{}}}, {Cells: []report.Cell{{Text: "x"}}}, {Cells: []report.Cell{{}}}}}
	empty := report.Table{Number: 3, Columns: []report.Column{{Path: []string{"金额"}, Role: report.Amount}}}
	r := &report.Report{
		Front:    report.Front{Key: report.Key{Unit: "u", Year: 2031, Kind: "budget"}, Heading: "=预算", UnitName: "'局"},
		Sections: []report.Section{{Number: 1, Title: "=一"}},
		Tables:   []report.Table{table, alone, empty},
		Projects: []report.Project{{Number: 1, Name: "=项目", Form: report.Form{
			Fields:     []report.Field{{Name: "=字段（元）", Paragraphs: []string{"-1,234.50"}, Amount: true}, {Name: "空", Paragraphs: []string{""}}},
			Indicators: []report.Indicator{{Level1: "=一", Content: hostileTexts, NoTarget: true}, {Level1: "二", Target: "=2"}}}}},
		Notes: []report.Note{{Number: 1, From: 1, To: 2, At: report.TableRef(1), Why: "=why", Edits: []report.Edit{{Received: "\ta\n", Shown: ""}}}},
	}
	for i, text := range hostileTexts {
		r.Sections[0].Blocks = append(r.Sections[0].Blocks, report.Block{Number: i + 1, Text: text})
	}
	r.Version = r.ContentHash()
	var found finding.Result
	for i, text := range hostileTexts {
		operand := finding.Operand{Sign: "−", Ref: report.TableRef(1).Cell(i+1, 3), Place: finding.Place{What: finding.Words, Name: text}, Text: text, Unit: text}
		found.Findings = append(found.Findings, finding.Finding{Key: text, Family: finding.Within, Says: finding.Statement{Words: text}, Formula: text,
			Operands: []finding.Operand{operand, {Place: finding.Place{What: finding.Constant}, Text: "−1,000", Value: "-1000"}}, Stated: operand, Computed: "−1,234.50",
			Difference: "+0.01", Unit: text, Outcome: finding.Disagrees, Reason: finding.Reason{Claim: finding.Required, Words: []string{text}}, Remark: text, Basis: text, File: text, Line: i + 1})
		found.Coverage.Open = append(found.Coverage.Open, finding.Open{Operand: operand, Why: text})
	}
	return finding.Checked{Report: r, Result: found}
}

// write returns what a writer writes.
func write(t testing.TB, writer func(*bytes.Buffer) error) []byte {
	t.Helper()
	out := new(bytes.Buffer)
	if err := writer(out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sameCells holds the rows that were read to those of a table. Separators of
// thousands are not compared, as no file keeps them.
func sameCells(t *testing.T, what string, got, want []report.Row) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: got %d rows, want %d", what, len(got), len(want))
		return
	}
	for i := range want {
		for j, w := range want[i].Cells {
			g := got[i].Cells[j]
			if w.Value.Valid {
				w.Text = valueOf(w.Text)
			}
			if g.Text != w.Text || g.Level != w.Level || g.Value.Valid != w.Value.Valid || !g.Value.Decimal.Equal(w.Value.Decimal) {
				t.Errorf("%s, row %d, column %d: got %q at level %d with value %v, want %q at level %d with value %v",
					what, i+1, j+1, g.Text, g.Level, g.Value, w.Text, w.Level, w.Value)
			}
		}
	}
}

// valueOf is a published figure as its value is written: a minus and digits.
func valueOf(published string) string {
	return strings.NewReplacer(",", "", "%", "", "−", "-", "－", "-", "△", "-", "（", "-", "）", "", "(", "-", ")", "").Replace(published)
}

// whole are the files of a whole report.
var whole = map[string]func(*bytes.Buffer, finding.Checked) error{
	"json": func(w *bytes.Buffer, r finding.Checked) error { return site.ReportJSON(w, r.Report, r.Result) },
	"xlsx": func(w *bytes.Buffer, r finding.Checked) error { return site.ReportXLSX(w, r.Report, r.Findings) },
	"zip":  func(w *bytes.Buffer, r finding.Checked) error { return site.Package(w, r.Report, r.Findings) },
	"sqlite": func(w *bytes.Buffer, r finding.Checked) error {
		return site.SQLite(context.Background(), w, r.Report, r.Findings)
	},
}

func TestSameReportSameBytes(t *testing.T) {
	first, second := reports(t), reports(t)
	for i, r := range first {
		for ending, writer := range whole {
			a := write(t, func(w *bytes.Buffer) error { return writer(w, r) })
			b := write(t, func(w *bytes.Buffer) error { return writer(w, second[i]) })
			if !bytes.Equal(a, b) {
				t.Errorf("%s.%s: two writings differ", r.Base(), ending)
			}
			t.Logf("%s.%s: %d bytes", r.Base(), ending, len(a))
		}
		table := &r.Tables[0]
		sheet := func(w *bytes.Buffer) error { return site.TableXLSX(w, r.Front, table, r.Notes) }
		if !bytes.Equal(write(t, sheet), write(t, sheet)) {
			t.Errorf("%s, table 1 as xlsx: two writings differ", r.Base())
		}
	}
}

func TestFileName(t *testing.T) {
	front := report.Front{Key: report.Key{Unit: "a-b", Year: 2031, Kind: "budget"}}
	for _, c := range []struct {
		ref          report.Ref
		ending, want string
	}{
		{report.Ref{}, "zip", "a-b-2031-budget.zip"},
		{report.TableRef(7), "csv", "a-b-2031-budget-tables-07.csv"},
		{report.Ref{Part: report.ChecksPart}, "csv", "a-b-2031-budget-checks.csv"},
		{report.ProjectRef(12), "json", "a-b-2031-budget-projects-12.json"},
	} {
		if got := export.FileName(front, c.ref, c.ending); got != c.want {
			t.Errorf("FileName(%v, %s): got %s, want %s", c.ref, c.ending, got, c.want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	r := reports(b)[0]
	for ending, writer := range whole {
		b.Run(ending, func(b *testing.B) {
			for b.Loop() {
				write(b, func(w *bytes.Buffer) error { return writer(w, r) })
			}
		})
	}
	b.Run("table.csv", func(b *testing.B) {
		for b.Loop() {
			write(b, func(w *bytes.Buffer) error { return export.CSV(w, r.Front, &r.Tables[6]) })
		}
	})
	b.Run("table.xlsx", func(b *testing.B) {
		for b.Loop() {
			write(b, func(w *bytes.Buffer) error { return site.TableXLSX(w, r.Front, &r.Tables[6], r.Notes) })
		}
	})
	b.Run("table.json", func(b *testing.B) {
		for b.Loop() {
			write(b, func(w *bytes.Buffer) error { return site.TableJSON(w, r.Front, &r.Tables[6], r.Notes) })
		}
	})
}
